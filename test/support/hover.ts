import type { Locator } from 'playwright-core';
import { readBlock } from './text';
import { until } from './until';

/** A tooltip that is read the same so many times in a row is the one that stays. */
const settledReads = 8;

/** Rests the mouse on something and reads the tooltip; the mouse moves away again. */
export async function hoverText(target: Locator): Promise<string> {
  const page = target.page();
  const hover = page.locator('.monaco-hover:visible').first();
  // A tooltip of the thing hovered before would be taken for this one's.
  await leave(hover);
  await target.hover();
  // "Loading…" stands there until the extension has resolved the tooltip.
  // And one of what was clicked before may come up late, and goes again.
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

/** Moves the mouse to where nothing has a tooltip. One that was called up by the keyboard stays until Escape. */
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
