import type { Locator, Page } from 'playwright-core';
import { readTooltip } from './hover';
import { pickFromMenu, readMenu } from './menu';
import { click, clickOnce, hoverAndClick } from './mouse';
import { readText } from './text';
import { oneTry, until } from './until';

/** A row of a tree view. */
export class Row {
  constructor(
    private readonly page: Page,
    readonly element: Locator,
  ) {}

  async waitFor(): Promise<this> {
    await this.element.waitFor();
    return this;
  }

  async waitUntilGone(): Promise<void> {
    await this.element.waitFor({ state: 'hidden' });
  }

  label(): Promise<string> {
    return readText(this.element.locator('.label-name'));
  }

  async description(): Promise<string> {
    await this.element.waitFor();
    const description = this.element.locator('.label-description');
    return (await description.count()) > 0 ? readText(description) : '';
  }

  /** Waits until the description contains `part`. */
  async waitForDescription(part: string): Promise<void> {
    await until(`the row shows ${part}`, async () => (await this.description()).includes(part));
  }

  /** The accessible name. */
  async accessibleLabel(): Promise<string> {
    return (await this.element.getAttribute('aria-label')) ?? '';
  }

  tooltip(): Promise<string> {
    return readTooltip(this.element.locator('.label-name'));
  }

  async click(): Promise<void> {
    await click(this.element.locator('.label-name'));
  }

  async doubleClick(): Promise<void> {
    await click(this.element.locator('.label-name'), { double: true });
  }

  async expand(): Promise<void> {
    await this.setExpanded('true');
  }

  async collapse(): Promise<void> {
    await this.setExpanded('false');
  }

  private async setExpanded(wanted: 'true' | 'false'): Promise<void> {
    await until(`the row has aria-expanded ${wanted}`, async () => {
      if ((await this.element.getAttribute('aria-expanded')) === wanted) {
        return true;
      }
      await clickOnce(this.element.locator('.monaco-tl-twistie'));
      return (await this.element.getAttribute('aria-expanded')) === wanted;
    });
  }

  /** Names of the inline buttons. */
  async inlineActions(): Promise<string[]> {
    await this.element.hover();
    const names = await this.element
      .locator('.actions .action-label')
      .evaluateAll((found) => found.map((action) => action.getAttribute('aria-label') ?? ''));
    return names.filter((name) => name !== '');
  }

  /** Presses an inline button. */
  async press(action: string): Promise<void> {
    const button = this.element.locator(`.actions .action-label[aria-label^=${JSON.stringify(action)}]`);
    await hoverAndClick(this.element, button);
  }

  menu(): Promise<string[]> {
    return readMenu(this.page, () => this.rightClick());
  }

  /**
   * Selects an entry of the row's context menu. Retries until `result` is visible, because a command gets no element if
   * the tree is reloaded while its menu is open.
   */
  async pickFromMenu(entry: string, result?: Locator): Promise<void> {
    await until(`"${entry}" shows its result`, async () => {
      await pickFromMenu(this.page, entry, () => this.rightClick());
      await result?.waitFor({ timeout: 3 * oneTry }).catch(async (error: unknown) => {
        await this.page.keyboard.press('Escape');
        throw error;
      });
      return true;
    });
  }

  private async rightClick(): Promise<void> {
    await clickOnce(this.element.locator('.label-name'), { button: 'right' });
  }
}
