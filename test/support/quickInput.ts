import type { Locator, Page } from 'playwright-core';
import { click, hoverAndClick } from './mouse';
import { plain, readText } from './text';
import { oneTry, until } from './until';

/** The visible texts of a quick pick item. */
export interface QuickPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Undefined if only one item can be selected. */
  readonly checked: boolean | undefined;
}

/** Quick picks, input boxes and VS Code's simple file dialog. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-filter input').first();
  }

  /** The title, if it contains `title`. */
  titled(title: string): Locator {
    return this.box.locator('.quick-input-title', { hasText: title });
  }

  /** The OK button, which only VS Code's file dialog has. */
  get fileDialog(): Locator {
    return this.box.locator('.quick-input-action .monaco-button').first();
  }

  /** Waits for a quick input whose title contains `title`. */
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

  /** The prompt or validation message of an input box. */
  message(): Promise<string> {
    return readText(this.box.locator('.quick-input-message'));
  }

  /** Waits for a message that contains `part`. */
  async waitForMessage(part: string): Promise<string> {
    await this.box.locator('.quick-input-message', { hasText: part }).waitFor();
    return this.message();
  }

  /** Whether the input is masked, as for a token. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  async fill(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Presses Enter, which accepts the value or the focused item. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Types a value and accepts it. */
  async enter(text: string): Promise<void> {
    await until('the input has the value', async () => {
      await this.input.fill(text, { timeout: oneTry });
      return (await this.value()) === text;
    });
    await this.accept();
  }

  /** Waits for the first item, and reads the visible ones. */
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

  /** Selects an item. In a multi-select quick pick, toggles it. */
  async pick(label: string): Promise<void> {
    await click(this.row(label).locator('.label-name').first());
  }

  /** Presses the button of an item, found by its tooltip. */
  async pressItemButton(label: string, tooltip: string): Promise<void> {
    const row = this.row(label);
    await hoverAndClick(row, row.locator(`.action-label[aria-label^="${tooltip}"]`));
  }

  /** Presses a button in the title bar, such as "Back", found by its tooltip. */
  async pressButton(tooltip: string): Promise<void> {
    await click(this.box.locator(`.quick-input-titlebar .action-label[aria-label^="${tooltip}"]`));
  }

  /** Presses OK in a multi-select quick pick or the file dialog. */
  async ok(): Promise<void> {
    await click(this.box.locator('.quick-input-action .monaco-button:visible').first());
  }

  /** Types an absolute path into the file dialog and accepts it. */
  async chooseFile(file: string): Promise<void> {
    await this.confirmPath(`the file dialog accepts ${file}`, async () => {
      await this.input.fill(file, { timeout: oneTry });
      return (await this.value()) === file;
    });
  }

  /** Accepts the path that the save dialog proposes, which must end with `name`. */
  async acceptFile(name: string): Promise<void> {
    await this.confirmPath(`the save dialog proposes ${name}`, async () =>
      (await this.value()).endsWith(`/${name}`),
    );
  }

  /** Presses Enter until the file dialog closes. It ignores Enter while it reads a folder. */
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
    await until('the quick input closes', async () => {
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
