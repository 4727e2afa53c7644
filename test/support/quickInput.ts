import type { Locator, Page } from 'playwright-core';
import { click, hoverAndClick } from './mouse';
import { plain, readText } from './text';
import { oneTry, until } from './until';

/** One entry of a quick pick, as a person reads it. */
export interface QuickPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Undefined unless several can be chosen. */
  readonly checked: boolean | undefined;
}

/** The box at the top of the window: quick picks, input boxes and VS Code's simple file dialog. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-filter input').first();
  }

  /** The title that contains `title`. */
  titled(title: string): Locator {
    return this.box.locator('.quick-input-title', { hasText: title });
  }

  /** VS Code's file dialog: lists of the extension have no OK button. */
  get fileDialog(): Locator {
    return this.box.locator('.quick-input-action .monaco-button').first();
  }

  /** Waits until a box with this title is open. The step, as in "(1/2)", need not be given. */
  async waitFor(title: string): Promise<this> {
    await this.titled(title).waitFor();
    return this;
  }

  title(): Promise<string> {
    return readText(this.box.locator('.quick-input-title'));
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  /** The prompt under an input box, or what is wrong with the value. */
  message(): Promise<string> {
    return readText(this.box.locator('.quick-input-message'));
  }

  /** Waits for a message that contains `part`. */
  async waitForMessage(part: string): Promise<string> {
    await this.box.locator('.quick-input-message', { hasText: part }).waitFor();
    return this.message();
  }

  /** Whether what is typed is hidden, as a token must be. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  async fill(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Presses Enter: accepts the value, or the entry that has the focus. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Types and accepts, once the extension has had the chance to judge what was typed. */
  async enter(text: string): Promise<void> {
    await until(`the input holds what was typed`, async () => {
      await this.input.fill(text, { timeout: oneTry });
      return (await this.value()) === text;
    });
    await this.accept();
  }

  /** Waits until there are entries, then reads those that are drawn. */
  async items(): Promise<QuickPickItem[]> {
    const rows = this.box.locator('.monaco-list-row');
    await rows.first().waitFor();
    return Promise.all((await rows.all()).map(readItem));
  }

  /** The row whose label (not description) contains `label`. */
  row(label: string): Locator {
    return this.box
      .locator('.monaco-list-row')
      .filter({
        has: this.page.locator('.quick-input-list-row:first-child .label-name', { hasText: label }),
      })
      .first();
  }

  /** Chooses an entry; in a pick of several, ticks or unticks it. */
  async pick(label: string): Promise<void> {
    await click(this.row(label).locator('.label-name').first());
  }

  /** Presses a small button at the end of an entry, found by its tooltip. */
  async pressItemButton(label: string, tooltip: string): Promise<void> {
    const row = this.row(label);
    await hoverAndClick(row, row.locator(`.action-label[aria-label^="${tooltip}"]`));
  }

  /** Presses a button in the title bar, found by its tooltip; "Back" is one. */
  async pressButton(tooltip: string): Promise<void> {
    await click(this.box.locator(`.quick-input-titlebar .action-label[aria-label^="${tooltip}"]`));
  }

  /** Presses OK, in a pick of several and in the file dialog. */
  async ok(): Promise<void> {
    await click(this.box.locator('.quick-input-action .monaco-button:visible').first());
  }

  /** Types an absolute path into the file dialog and confirms it. */
  async chooseFile(file: string): Promise<void> {
    await this.confirmPath(`the file dialog has taken ${file}`, async () => {
      await this.input.fill(file, { timeout: oneTry });
      return (await this.value()) === file;
    });
  }

  /** Takes the place that a save dialog proposes, once it is the one called `name`. */
  async acceptFile(name: string): Promise<void> {
    await this.confirmPath(`the save dialog has proposed ${name}`, async () =>
      (await this.value()).endsWith(`/${name}`),
    );
  }

  /** Enter in a file dialog, which is known by the path in it, and does nothing while the dialog reads a folder. */
  private async confirmPath(what: string, hasPath: () => Promise<boolean>): Promise<void> {
    let isEntered = false;
    await until(what, async () => {
      if (isEntered && !(await this.isOpen())) {
        return true;
      }
      const value = await this.input.inputValue({ timeout: oneTry });
      if (value.startsWith('/') && (await hasPath())) {
        await this.accept();
        isEntered = true;
        await this.box.waitFor({ state: 'hidden', timeout: oneTry });
        return true;
      }
      return false;
    });
  }

  async cancel(): Promise<void> {
    await until('the box is closed', async () => {
      if (await this.isOpen()) {
        await this.input.press('Escape', { timeout: oneTry });
        await this.box.waitFor({ state: 'hidden', timeout: oneTry });
      }
      return true;
    });
  }

  async waitUntilClosed(): Promise<void> {
    await this.box.waitFor({ state: 'hidden' });
  }

  isOpen(): Promise<boolean> {
    return this.box.isVisible();
  }
}

async function readItem(row: Locator): Promise<QuickPickItem> {
  const text = async (selector: string): Promise<string> =>
    plain((await row.locator(selector).allTextContents()).join(' '));
  const checked = await row.getAttribute('aria-checked');
  return {
    label: await text('.quick-input-list-row:first-child .label-name'),
    description: await text('.quick-input-list-row:first-child .label-description'),
    detail: await text('.quick-input-list-label-meta'),
    checked: checked === null ? undefined : checked === 'true',
  };
}
