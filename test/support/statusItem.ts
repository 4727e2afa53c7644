import type { Locator, Page } from 'playwright-core';
import { readTooltip } from './hover';
import { click } from './mouse';
import { readText } from './text';
import { patience, until } from './until';

/** An entry of the status bar. */
export class StatusItem {
  readonly item: Locator;

  /** `name` is the ID, or a part of the text. */
  constructor(page: Page, name: string) {
    this.item = page
      .locator(`.statusbar-item[id$=${JSON.stringify(`.${name}`)}]`)
      .or(page.locator('.statusbar-item', { hasText: name }))
      .first();
  }

  /** Waits until it's visible and its text, without the icon, contains or matches `text`. */
  async waitFor(text: string | RegExp = '', timeout = patience): Promise<this> {
    // Playwright's `hasText` would match the space after the icon.
    const fits = (shown: string): boolean =>
      typeof text === 'string' ? shown.includes(text) : text.test(shown);
    await this.waitForMatch(String(text), fits, timeout);
    return this;
  }

  /** Waits until its text, without the icon, is `text`. */
  async waitForText(text: string): Promise<void> {
    await this.waitForMatch(text, (shown) => shown === text, patience);
  }

  private async waitForMatch(what: string, fits: (shown: string) => boolean, timeout: number): Promise<void> {
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

  /** The kind of background. High Contrast themes have none. */
  async background(): Promise<'none' | 'warning' | 'error'> {
    const classes = (await this.item.getAttribute('class')) ?? '';
    const color = await this.item.evaluate((element) => getComputedStyle(element).backgroundColor);
    if (/^(transparent|rgba\(.*, 0\))$/.test(color)) {
      return 'none';
    }
    return classes.includes('error-kind') ? 'error' : classes.includes('warning-kind') ? 'warning' : 'none';
  }

  tooltip(): Promise<string> {
    return readTooltip(this.item);
  }

  async click(): Promise<void> {
    await click(this.item.locator('.statusbar-item-label'));
  }

  isShown(): Promise<boolean> {
    return this.item.isVisible();
  }
}
