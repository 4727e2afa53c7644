import type { Locator, Page } from 'playwright-core';
import { click, clickOnce, moveAway } from './mouse';
import { plain, readBlock } from './text';
import { oneTry, until } from './until';

/** The focused text editor. The cursor is moved with the keyboard, because widgets may cover the text under the mouse. */
export class CodeEditor {
  private readonly group: Locator;

  constructor(private readonly page: Page) {
    this.group = page.locator('.editor-group-container.active .editor-instance');
  }

  /** The squiggly underlines of errors or warnings. */
  underlined(as: 'error' | 'warning'): Locator {
    return this.group.locator(`.squiggly-${as}`);
  }

  /** The visible lines. */
  async lines(): Promise<string[]> {
    const lines = await this.group.locator('.view-lines .view-line').evaluateAll((found) =>
      found
        .map((line) => ({ top: parseFloat((line as HTMLElement).style.top), text: line.textContent }))
        .sort((one, other) => one.top - other.top)
        .map((line) => line.text),
    );
    return lines.map((line) => line.replaceAll('\u00a0', ' '));
  }

  /** Moves the cursor after the first character of `text`. The file must be scrolled to the top. */
  async goTo(text: string): Promise<void> {
    await until(`the cursor is at ${text}`, async () => {
      const lines = await this.lines();
      const line = lines.findIndex((content) => content.includes(text));
      if (line === -1) {
        throw new Error(`Not found in ${JSON.stringify(lines)}`);
      }
      await this.goToPlace(line + 1, (lines[line] ?? '').indexOf(text) + 2);
      return true;
    });
  }

  /** Tries once to go to a line and column, counted from 1. */
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

  /** Opens the hover of `text` with the keyboard until it contains `part`. It stays open. */
  async hover(text: string, part: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: part }).first();
    return until(`the hover of ${text} shows ${part}`, async () => {
      await moveAway(this.page);
      await this.goTo(text);
      await this.page.keyboard.press('Control+K');
      await this.page.keyboard.press('Control+I');
      await hover.waitFor({ timeout: oneTry });
      return readBlock(hover);
    });
  }

  /** Clicks a link in the hover of `text`. */
  async followInHover(text: string, part: string, link: string): Promise<void> {
    await until(`the link ${link} is clicked`, async () => {
      await this.hover(text, part);
      await clickOnce(this.page.locator('.monaco-hover:visible a', { hasText: link }).first());
      return true;
    });
  }

  /** Closes the hover, and waits until it's hidden. */
  async leave(): Promise<void> {
    const hover = this.page.locator('.monaco-hover:visible').first();
    await until('no hover is shown', async () => {
      await moveAway(this.page);
      await this.page.keyboard.press('Escape');
      await hover.waitFor({ state: 'hidden', timeout: oneTry });
      return true;
    });
  }

  private get fixRows(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  /** Opens the quick fixes at `text` with the keyboard, and returns their titles. */
  async fixes(text: string): Promise<readonly string[]> {
    return until(`quick fixes are shown at ${text}`, async () => {
      await this.goTo(text);
      await this.page.keyboard.press('Control+.');
      await this.fixRows.first().waitFor({ timeout: oneTry });
      return (await this.fixRows.allTextContents()).map(plain);
    });
  }

  /** Applies the quick fix `title` at `text`. */
  async fix(text: string, title: string): Promise<void> {
    await until(`the quick fix ${title} is applied`, async () => {
      await this.fixes(text);
      await clickOnce(this.fixRows.filter({ hasText: title }).first());
      return true;
    });
    await this.fixRows.first().waitFor({ state: 'hidden' });
  }

  /** Types at the end of the text. */
  async typeAtEnd(text: string): Promise<void> {
    await until('the cursor is in the editor', async () => {
      await this.goToPlace(1, 1);
      return true;
    });
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text);
  }

  /** Opens the suggestions, and returns the one with `label`. */
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

  /** Accepts the suggestion with `label`. */
  async acceptSuggestion(label: string): Promise<void> {
    await click(await this.suggestions(label));
  }
}
