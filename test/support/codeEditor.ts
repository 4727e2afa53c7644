import type { Locator, Page } from 'playwright-core';
import { plain, readBlock } from './text';
import { until } from './until';

/** The text editor that has the focus, used with the mouse and the keyboard. */
export class CodeEditor {
  private readonly group: Locator;

  constructor(private readonly page: Page) {
    this.group = page.locator('.editor-group-container.active .editor-instance');
  }

  /** What is underlined, as an error or as a warning. */
  underlined(as: 'error' | 'warning'): Locator {
    return this.group.locator(`.squiggly-${as}`);
  }

  /** The place where `text` is written; a part of the line that has a colour of its own. */
  text(text: string): Locator {
    return this.group.locator('.view-line span span', { hasText: text }).first();
  }

  /** Rests the mouse on `text` until a tooltip holds `part`. It stays open. */
  async hover(text: string, part: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: part }).first();
    return until(`the tooltip of ${text} says ${part}`, async () => {
      await this.page.mouse.move(5, 5);
      await this.text(text).hover();
      await hover.waitFor({ timeout: 4000 });
      return readBlock(hover);
    });
  }

  /** Moves the mouse away and waits until no tooltip is shown. */
  async leave(): Promise<void> {
    await this.page.mouse.move(5, 5);
    await this.page.keyboard.press('Escape');
    await this.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
  }

  /** Opens the quick fixes at `text` by the keyboard, and gives their names. */
  async fixes(text: string): Promise<readonly string[]> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    return until(`there are quick fixes at ${text}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.text(text).click();
      await this.page.keyboard.press('Control+.');
      await rows.first().waitFor({ timeout: 4000 });
      return (await rows.allTextContents()).map(plain);
    });
  }

  /** Applies the quick fix called `title` at `text`. */
  async fix(text: string, title: string): Promise<void> {
    await this.fixes(text);
    await this.page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click();
    await this.page.locator('.action-widget .monaco-list-row.action').first().waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at the end of the text and types, as a person does. */
  async typeAtEnd(text: string): Promise<void> {
    await this.group.locator('.view-lines').first().click();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text);
  }

  /** The suggestions that are shown, once one of them is called `label`. */
  async suggestions(label: string): Promise<Locator> {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    await row.waitFor();
    return row;
  }
}
