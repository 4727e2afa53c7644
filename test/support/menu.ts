import type { Locator, Page } from 'playwright-core';
import { until } from './until';

const entries = (page: Page): Locator => page.locator('.monaco-menu .action-label:not(.separator)');

/** Opens a menu with `open` and reads its entries; the menu is closed again. */
export async function readMenu(page: Page, open: () => Promise<void>): Promise<string[]> {
  await open();
  await entries(page).first().waitFor();
  const labels = await entries(page).evaluateAll((found) =>
    found.map((entry) => entry.getAttribute('aria-label') ?? ''),
  );
  await page.keyboard.press('Escape');
  await entries(page).first().waitFor({ state: 'hidden' });
  return labels.filter((label) => label !== '');
}

/** Opens a menu with `open` and chooses the entry called `label`. */
export async function pickFromMenu(page: Page, label: string, open: () => Promise<void>): Promise<void> {
  const entry = page.locator(`.monaco-menu .action-menu-item[aria-label^=${JSON.stringify(label)}]`);
  const fallback = page.locator('.monaco-menu .action-menu-item', { hasText: label });
  const wanted = entry.or(fallback).first();
  // What is drawn anew beneath a menu closes it.
  let isClosed = false;
  await until(`the menu has "${label}"`, async () => {
    if (isClosed) {
      await page.keyboard.press('Escape');
    }
    isClosed = true;
    await open();
    await wanted.waitFor({ timeout: 5000 });
    return true;
  });
  // A menu that has only just opened may take a click for the end of the one that opened it.
  await until(`the menu's "${label}" is chosen`, async () => {
    await wanted.click({ timeout: 1000 }).catch(() => {});
    return !(await wanted.isVisible());
  });
}
