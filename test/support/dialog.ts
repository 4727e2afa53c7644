import type { Locator, Page } from 'playwright-core';
import { clickOnce } from './mouse';
import { exactly, readText } from './text';
import { oneTry, until } from './until';

/** A modal dialog: nothing goes on until it is answered. */
export class Dialog {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** The question that contains `text`. */
  question(text: string | RegExp = ''): Locator {
    return this.box.locator('.dialog-message-text', { hasText: text });
  }

  /** Waits for a dialog whose question contains `text`. */
  async waitFor(text: string | RegExp = ''): Promise<this> {
    await this.question(text).waitFor();
    return this;
  }

  message(): Promise<string> {
    return readText(this.box.locator('.dialog-message-text'));
  }

  /** The question that is asked at present; empty when none is. */
  async messageNow(): Promise<string> {
    return (await this.box.isVisible()) ? this.message() : '';
  }

  /** The detail under the question, or an empty string. */
  async detail(): Promise<string> {
    const detail = this.box.locator('.dialog-message-detail');
    return (await detail.isVisible()) ? readText(detail) : '';
  }

  /** In the order they are drawn, which differs between systems: compare sets, not positions. */
  async buttons(): Promise<string[]> {
    await this.box.waitFor();
    return this.box.locator('.dialog-buttons .monaco-button').allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.leave(() => clickOnce(this.box.getByRole('button', { name: exactly(button) })));
  }

  /** Escape, the way out that every dialog must have. */
  async cancel(): Promise<void> {
    await this.leave(() => this.box.press('Escape', { timeout: oneTry }));
  }

  isOpen(): Promise<boolean> {
    return this.box.isVisible();
  }

  /** Waits until this very dialog is gone: another question may take its place at once. */
  private async leave(how: () => Promise<void>): Promise<void> {
    const dialog = await this.box.elementHandle();
    await until('the dialog is answered', async () => {
      if (await dialog.isVisible()) {
        await how();
        await dialog.waitForElementState('hidden', { timeout: oneTry });
      }
      return true;
    });
  }
}
