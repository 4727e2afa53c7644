import type { Locator } from 'playwright-core';
import { readBlock } from './text';
import { until } from './until';

/** A tooltip is final when this number of reads in a row return the same text. */
const settledReads = 8;

/** Moves the mouse over `target`, reads the tooltip, and moves the mouse away. */
export async function readTooltip(target: Locator): Promise<string> {
  const page = target.page();
  const hover = page.locator('.monaco-hover:visible').first();
  // The tooltip of the previous target must be gone.
  await leave(hover);
  await target.hover();
  // "Loading…" is shown until the extension has resolved the tooltip. A late tooltip of something else may appear first.
  let last = '';
  let reads = 0;
  const text = await until('the tooltip shows', async () => {
    const shown = await readBlock(hover);
    reads = shown === last ? reads + 1 : 0;
    last = shown;
    return shown.startsWith('Loading') || reads < settledReads ? undefined : shown;
  });
  await leave(hover);
  return text;
}

/** Moves the mouse away, and closes a tooltip that was opened with the keyboard. */
async function leave(hover: Locator): Promise<void> {
  const page = hover.page();
  await page.mouse.move(700, 400);
  await until('no tooltip is shown', async () => {
    if (await hover.isVisible()) {
      await page.keyboard.press('Escape');
    }
    return !(await hover.isVisible());
  });
}
