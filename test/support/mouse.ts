import type { Locator, Page } from 'playwright-core';
import { oneTry, until } from './until';

export interface ClickOptions {
  readonly button?: 'left' | 'right';
  readonly double?: boolean;
  readonly position?: { readonly x: number; readonly y: number };
}

/** Moves the mouse to where nothing has a tooltip. */
export async function moveAway(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
}

/** One try to click, for callers that repeat it from a state they know. */
export async function clickOnce(target: Locator, { double, ...options }: ClickOptions = {}): Promise<void> {
  try {
    await target.click({ ...options, timeout: oneTry, ...(double ? { clickCount: 2 } : {}) });
  } catch (error) {
    // A tooltip may cover it, which goes when the mouse does.
    await moveAway(target.page());
    throw error;
  }
}

/** Clicks, however often something is in the way at first. */
export function click(target: Locator, options?: ClickOptions): Promise<true> {
  return until(`${String(target)} is clicked`, async () => {
    await clickOnce(target, options);
    return true;
  });
}

/** Rests the mouse on `host` and clicks `target`, which may be shown only then. */
export function hoverAndClick(host: Locator, target: Locator): Promise<true> {
  return until(`${String(target)} is clicked`, async () => {
    await host.hover({ timeout: oneTry });
    await clickOnce(target);
    return true;
  });
}
