import type { Locator, Page } from 'playwright-core';
import { clickOnce } from './mouse';
import { exactly, readText } from './text';
import { oneTry, patience, until } from './until';

export type Severity = 'info' | 'warning' | 'error';

/** A notification, possibly with progress. */
export class Toast {
  readonly box: Locator;

  constructor(
    private readonly page: Page,
    text: string | RegExp,
  ) {
    // Shown as a toast, and after some seconds only in the notification center.
    this.box = page
      .locator('.notification-toast, .notifications-center .monaco-list-row')
      .filter({ has: page.locator('.notification-list-item-message', { hasText: text }) })
      .first();
  }

  async waitFor(timeout = patience): Promise<this> {
    const bell = this.page.locator('.statusbar-item[id="status.notifications"]');
    await until(
      `the notification ${String(this.box)} is shown`,
      async () => {
        try {
          await this.box.waitFor({ timeout: oneTry });
        } catch (error) {
          // The dot means that there are hidden notifications.
          if (await bell.locator('.codicon-bell-dot').isVisible()) {
            await clickOnce(bell);
          }
          throw error;
        }
        return true;
      },
      { timeout },
    );
    return this;
  }

  async waitUntilGone(timeout = patience): Promise<void> {
    await this.box.waitFor({ state: 'hidden', timeout });
  }

  isShown(): Promise<boolean> {
    return this.box.isVisible();
  }

  text(): Promise<string> {
    return readText(this.box.locator('.notification-list-item-message'));
  }

  async severity(): Promise<Severity> {
    const classes = (await this.box.locator('.notification-list-item-icon').getAttribute('class')) ?? '';
    return classes.includes('error') ? 'error' : classes.includes('warning') ? 'warning' : 'info';
  }

  async buttons(): Promise<string[]> {
    await this.box.waitFor();
    return this.box.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
  }

  /** Presses a button, which closes the notification. "Cancel" cancels the progress. */
  async press(button: string): Promise<void> {
    const target = this.box.getByRole('button', { name: exactly(button) });
    await target.waitFor({ timeout: patience });
    await until(`“${button}” is pressed`, async () => {
      // A new notification may move this one.
      await clickOnce(target).catch(() => undefined);
      await target.waitFor({ state: 'hidden', timeout: oneTry });
      return true;
    });
  }

  /** Closes the notification. VS Code automatically closes those without buttons. */
  async close(): Promise<void> {
    await until('the notification closes', async () => {
      if (await this.box.isVisible()) {
        const quick = { timeout: 1000 };
        await this.box.hover(quick).catch(() => undefined);
        await this.box
          .locator('.codicon-notifications-clear')
          .click(quick)
          .catch(() => undefined);
      }
      return !(await this.box.isVisible());
    });
  }
}
