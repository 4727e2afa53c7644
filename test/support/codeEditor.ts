import type { Locator, Page } from 'playwright-core';
import { click, clickOnce, moveAway } from './mouse';
import { plain, readBlock } from './text';
import { oneTry, until } from './until';

/**
 * The text editor that has the focus. The cursor is moved by the keyboard: under the mouse there may be a tooltip, the
 * cursor itself or a widget instead of the text.
 */
export class CodeEditor {
  private readonly group: Locator;

  constructor(private readonly page: Page) {
    this.group = page.locator('.editor-group-container.active .editor-instance');
  }

  /** What is underlined, as an error or as a warning. */
  underlined(as: 'error' | 'warning'): Locator {
    return this.group.locator(`.squiggly-${as}`);
  }

  /** The lines that are drawn. */
  async lines(): Promise<string[]> {
    const lines = await this.group.locator('.view-lines .view-line').evaluateAll((found) =>
      found
        .map((line) => ({ top: parseFloat((line as HTMLElement).style.top), text: line.textContent }))
        .sort((one, other) => one.top - other.top)
        .map((line) => line.text),
    );
    return lines.map((line) => line.replaceAll('\u00a0', ' '));
  }

  /** Puts the cursor behind the first character of `text`, in a file that is drawn from its first line on. */
  async goTo(text: string): Promise<void> {
    await until(`the cursor is at ${text}`, async () => {
      const lines = await this.lines();
      const line = lines.findIndex((content) => content.includes(text));
      if (line === -1) {
        throw new Error(`not in ${JSON.stringify(lines)}`);
      }
      await this.goToPlace(line + 1, (lines[line] ?? '').indexOf(text) + 2);
      return true;
    });
  }

  /** One try to go to a line and column, counted from 1. */
  private async goToPlace(line: number, column: number): Promise<void> {
    const { page } = this;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+G');
    const input = page.locator('.quick-input-widget:visible .quick-input-filter input').first();
    await input.fill(`:${String(line)}:${String(column)}`, { timeout: oneTry });
    await input.press('Enter', { timeout: oneTry });
    await input.waitFor({ state: 'hidden', timeout: oneTry });
    const place = new RegExp(`Ln ${String(line)}, Col ${String(column)}\\b`);
    await page
      .locator('.statusbar-item[id="status.editor.selection"]')
      .filter({ hasText: place })
      .waitFor({ timeout: oneTry });
  }

  /** Calls up the tooltip of `text` by the keyboard until it holds `part`. It stays open. */
  async hover(text: string, part: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: part }).first();
    return until(`the tooltip of ${text} shows ${part}`, async () => {
      await moveAway(this.page);
      await this.goTo(text);
      await this.page.keyboard.press('Control+K');
      await this.page.keyboard.press('Control+I');
      await hover.waitFor({ timeout: oneTry });
      return readBlock(hover);
    });
  }

  /** Follows a link in the tooltip of `text`. */
  async followInHover(text: string, part: string, link: string): Promise<void> {
    await until(`${link} is followed`, async () => {
      await this.hover(text, part);
      await clickOnce(this.page.locator('.monaco-hover:visible a', { hasText: link }).first());
      return true;
    });
  }

  /** Waits until no tooltip is shown. */
  async leave(): Promise<void> {
    const hover = this.page.locator('.monaco-hover:visible').first();
    await until('no tooltip is shown', async () => {
      await moveAway(this.page);
      await this.page.keyboard.press('Escape');
      await hover.waitFor({ state: 'hidden', timeout: oneTry });
      return true;
    });
  }

  private get fixRows(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  /** Opens the quick fixes at `text` by the keyboard, and gives their names. */
  async fixes(text: string): Promise<readonly string[]> {
    return until(`there are quick fixes at ${text}`, async () => {
      await this.goTo(text);
      await this.page.keyboard.press('Control+.');
      await this.fixRows.first().waitFor({ timeout: oneTry });
      return (await this.fixRows.allTextContents()).map(plain);
    });
  }

  /** Applies the quick fix called `title` at `text`. */
  async fix(text: string, title: string): Promise<void> {
    await until(`the quick fix ${title} is applied`, async () => {
      await this.fixes(text);
      await clickOnce(this.fixRows.filter({ hasText: title }).first());
      return true;
    });
    await this.fixRows.first().waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at the end of the text and types, as a person does. */
  async typeAtEnd(text: string): Promise<void> {
    await until('the cursor is in the editor', async () => {
      await this.goToPlace(1, 1);
      return true;
    });
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text);
  }

  /** The suggestions that are shown, once one of them is called `label`. */
  async suggestions(label: string): Promise<Locator> {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    return until(`${label} is suggested`, async () => {
      if (!(await row.isVisible())) {
        await this.page.keyboard.press('Control+Space');
      }
      await row.waitFor({ timeout: oneTry });
      return row;
    });
  }

  /** Takes the suggestion called `label`. */
  async acceptSuggestion(label: string): Promise<void> {
    await click(await this.suggestions(label));
  }
}
