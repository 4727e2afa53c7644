import type { Locator, Page } from 'playwright-core';
import { oneTry, until } from './until';

const entries = (page: Page): Locator => page.locator('.monaco-menu .action-label:not(.separator)');

/** Calls `open` until the menu shows `wanted`. A menu closes when the rows below it are redrawn. */
async function openMenu(page: Page, what: string, wanted: Locator, open: () => Promise<void>): Promise<void> {
  let isFirst = true;
  await until(what, async () => {
    if (!isFirst) {
      await page.keyboard.press('Escape');
    }
    isFirst = false;
    await open();
    await wanted.waitFor({ timeout: oneTry });
    return true;
  });
}

/** Opens a menu with `open`, reads its entries, and closes it. */
export async function readMenu(page: Page, open: () => Promise<void>): Promise<string[]> {
  const all = entries(page);
  const labels = await until('the menu is read', async () => {
    await openMenu(page, 'the menu opens', all.first(), open);
    const read = await all.evaluateAll((found) =>
      found.map((entry) => entry.getAttribute('aria-label') ?? ''),
    );
    return read.length > 0 && read;
  });
  await until('the menu is closed', async () => {
    await page.keyboard.press('Escape');
    await all.first().waitFor({ state: 'hidden', timeout: oneTry });
    return true;
  });
  return labels.filter((label) => label !== '');
}

/** Opens a menu with `open`, and selects the entry `label`. */
export async function pickFromMenu(page: Page, label: string, open: () => Promise<void>): Promise<void> {
  const entry = page.locator(`.monaco-menu .action-menu-item[aria-label^=${JSON.stringify(label)}]`);
  const fallback = page.locator('.monaco-menu .action-menu-item', { hasText: label });
  const wanted = entry.or(fallback).first();
  await until(`"${label}" is selected in the menu`, async () => {
    await openMenu(page, `the menu has "${label}"`, wanted, open);
    // A menu that just opened may ignore the first click.
    let isChosen = false;
    while (await wanted.isVisible()) {
      isChosen = await wanted.click({ timeout: oneTry }).then(
        () => true,
        () => isChosen,
      );
      // The menu is visible while it closes. Another click would fail.
      await wanted.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
    return isChosen;
  });
}
