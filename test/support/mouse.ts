import type { Locator, Page } from 'playwright-core';
import { oneTry, until } from './until';

export interface ClickOptions {
  readonly button?: 'left' | 'right';
  readonly double?: boolean;
  readonly position?: { readonly x: number; readonly y: number };
}

/** Moves the mouse to a place without a tooltip. */
export async function moveAway(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
}

/** Tries once to click, for callers that retry from a known state. */
export async function clickOnce(target: Locator, { double, ...options }: ClickOptions = {}): Promise<void> {
  try {
    await target.click({ ...options, timeout: oneTry, ...(double ? { clickCount: 2 } : {}) });
  } catch (error) {
    // A tooltip may cover the target. It closes when the mouse moves away.
    await moveAway(target.page());
    throw error;
  }
}

/** Clicks, and retries while something covers the target. */
export function click(target: Locator, options?: ClickOptions): Promise<true> {
  return until(`${String(target)} is clicked`, async () => {
    await clickOnce(target, options);
    return true;
  });
}

/** Moves the mouse over `host`, and clicks `target`, which may only be visible then. */
export function hoverAndClick(host: Locator, target: Locator): Promise<true> {
  return until(`${String(target)} is clicked`, async () => {
    await host.hover({ timeout: oneTry });
    await clickOnce(target);
    return true;
  });
}
