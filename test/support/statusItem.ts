import type { Locator, Page } from 'playwright-core';
import { hoverText } from './hover';
import { click } from './mouse';
import { readText } from './text';
import { patience, until } from './until';

/** An entry of the status bar. */
export class StatusItem {
  readonly item: Locator;

  /** `name`: the id that the extension gave it, or a part of its text. */
  constructor(page: Page, name: string) {
    this.item = page
      .locator(`.statusbar-item[id$=${JSON.stringify(`.${name}`)}]`)
      .or(page.locator('.statusbar-item', { hasText: name }))
      .first();
  }

  /** Waits until it is shown and its text, without the icon, has or matches `text`. */
  async waitFor(text: string | RegExp = '', timeout = patience): Promise<this> {
    // Not Playwright's hasText: to an expression it shows the space that follows the icon.
    const fits = (shown: string): boolean =>
      typeof text === 'string' ? shown.includes(text) : text.test(shown);
    await this.waitUntilItSays(String(text), fits, timeout);
    return this;
  }

  /** Waits until its text, without the icon, is `text`. */
  async waitForText(text: string): Promise<void> {
    await this.waitUntilItSays(text, (shown) => shown === text, patience);
  }

  private async waitUntilItSays(
    what: string,
    fits: (shown: string) => boolean,
    timeout: number,
  ): Promise<void> {
    const isShown = async (): Promise<boolean> => (await this.item.isVisible()) && fits(await this.text());
    await until(`the status bar shows ${what}`, isShown, { timeout });
  }

  /** Without the icon. */
  text(): Promise<string> {
    return readText(this.item);
  }

  /** The accessible name. */
  async label(): Promise<string> {
    return (await this.item.getAttribute('aria-label')) ?? '';
  }

  /** Codicon names, as in `$(beaker)`. */
  async icons(): Promise<string[]> {
    const icons = await this.item.locator('.codicon').all();
    const classes = await Promise.all(icons.map((icon) => icon.getAttribute('class')));
    return classes.map((name) => /codicon-(\S+)/.exec(name ?? '')?.[1] ?? '');
  }

  /** The warning or error background, if it is painted at all; High Contrast paints neither. */
  async background(): Promise<'none' | 'warning' | 'error'> {
    const classes = (await this.item.getAttribute('class')) ?? '';
    const color = await this.item.evaluate((element) => getComputedStyle(element).backgroundColor);
    if (/^(transparent|rgba\(.*, 0\))$/.test(color)) {
      return 'none';
    }
    return classes.includes('error-kind') ? 'error' : classes.includes('warning-kind') ? 'warning' : 'none';
  }

  tooltip(): Promise<string> {
    return hoverText(this.item);
  }

  async click(): Promise<void> {
    await click(this.item.locator('.statusbar-item-label'));
  }

  isShown(): Promise<boolean> {
    return this.item.isVisible();
  }
}
