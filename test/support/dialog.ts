import type { Locator, Page } from 'playwright-core';
import { clickOnce } from './mouse';
import { exactly, readText } from './text';
import { oneTry, until } from './until';

/** The modal dialog. */
export class Dialog {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** The message, if it contains `text`. */
  question(text: string | RegExp = ''): Locator {
    return this.box.locator('.dialog-message-text', { hasText: text });
  }

  /** Waits for a dialog whose message contains `text`. */
  async waitFor(text: string | RegExp = ''): Promise<this> {
    await this.question(text).waitFor();
    return this;
  }

  message(): Promise<string> {
    return readText(this.box.locator('.dialog-message-text'));
  }

  /** The message of the open dialog, or an empty string. */
  async messageNow(): Promise<string> {
    return (await this.box.isVisible()) ? this.message() : '';
  }

  /** The detail below the message, or an empty string. */
  async detail(): Promise<string> {
    const detail = this.box.locator('.dialog-message-detail');
    return (await detail.isVisible()) ? readText(detail) : '';
  }

  /** The button labels. Their order differs between systems, so tests must not depend on it. */
  async buttons(): Promise<string[]> {
    await this.box.waitFor();
    return this.box.locator('.dialog-buttons .monaco-button').allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.closeWith(() => clickOnce(this.box.getByRole('button', { name: exactly(button) })));
  }

  /** Presses Escape, which must close every dialog. */
  async cancel(): Promise<void> {
    await this.closeWith(() => this.box.press('Escape', { timeout: oneTry }));
  }

  isOpen(): Promise<boolean> {
    return this.box.isVisible();
  }

  /** Calls `close` until this dialog is hidden. Another dialog may replace it immediately. */
  private async closeWith(close: () => Promise<void>): Promise<void> {
    const dialog = await this.box.elementHandle();
    await until('the dialog closes', async () => {
      if (await dialog.isVisible()) {
        await close();
        await dialog.waitForElementState('hidden', { timeout: oneTry });
      }
      return true;
    });
  }
}
