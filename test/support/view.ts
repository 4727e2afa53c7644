import type { Locator, Page } from 'playwright-core';
import { pickFromMenu } from './menu';
import { click, clickOnce } from './mouse';
import { Row } from './row';
import { readBlock, readText } from './text';
import { oneTry, until } from './until';

/** A tree view in the side bar. */
export class View {
  readonly pane: Locator;

  constructor(
    private readonly page: Page,
    readonly name: string,
  ) {
    this.pane = page
      .locator('.sidebar .pane')
      .filter({ has: page.locator(`.pane-header[aria-label^=${JSON.stringify(name)}]`) })
      .first();
  }

  /** Waits for the view, and expands it. */
  async open(): Promise<this> {
    await this.pane.waitFor();
    const header = this.pane.locator('.pane-header');
    // A container's only view has no header and is always expanded.
    await until(`the view ${this.name} is expanded`, async () => {
      if ((await header.isVisible()) && (await header.getAttribute('aria-expanded')) === 'false') {
        await clickOnce(header.locator('.title'));
        return false;
      }
      return true;
    });
    return this;
  }

  /** The row whose label contains `label`. */
  row(label: string): Row {
    return new Row(
      this.page,
      this.pane
        .locator('.monaco-list-row')
        .filter({ has: this.page.locator('.label-name', { hasText: label }) })
        .first(),
    );
  }

  /** Labels of the rows in the visible part of the tree. */
  async rows(): Promise<string[]> {
    const labels = this.pane.locator('.monaco-list-row .label-name');
    return (await labels.allInnerTexts()).map((label) => label.trim());
  }

  /** Waits for the first row, then reads the labels. */
  async waitForRows(): Promise<string[]> {
    await this.pane.locator('.monaco-list-row').first().waitFor();
    return this.rows();
  }

  /** The text of a view without rows. */
  async welcome(): Promise<string> {
    const content = this.pane.locator('.welcome-view-content');
    await content.waitFor();
    return readBlock(content);
  }

  /** Waits until the view has no rows and its text contains `part`. */
  async waitForWelcome(part: string): Promise<void> {
    await this.pane.locator('.welcome-view-content', { hasText: part }).waitFor();
  }

  async welcomeButtons(): Promise<string[]> {
    await this.pane.locator('.welcome-view-content').waitFor();
    return this.pane.locator('.welcome-view-content .monaco-button').allInnerTexts();
  }

  async pressWelcome(button: string): Promise<void> {
    await click(this.pane.locator('.welcome-view-content').getByRole('button', { name: button }));
  }

  /** Clicks a link in the welcome text. */
  async followWelcome(link: string): Promise<void> {
    await click(this.pane.locator('.welcome-view-content a', { hasText: link }));
  }

  /** The message above the rows, or an empty string. */
  async message(): Promise<string> {
    const message = this.pane.locator('.tree-explorer-viewlet-tree-view > .message');
    return (await message.isVisible()) ? readText(message) : '';
  }

  /** The description next to the name, which shows the environment. */
  description(): Promise<string> {
    // The element has the text even if the header is hidden.
    return readText(this.pane.locator('.pane-header .description'));
  }

  /** Presses a button in the view's title. */
  async pressTitle(action: string): Promise<void> {
    await until(`${action} is pressed`, async () => {
      const actions = await this.titleActions();
      await clickOnce(actions.locator(`.action-label[aria-label^=${JSON.stringify(action)}]`));
      return true;
    });
  }

  /** Selects an entry of the "…" menu in the view's title. */
  async pickFromTitleMenu(action: string): Promise<void> {
    await pickFromMenu(this.page, action, async () => {
      const actions = await this.titleActions();
      await clickOnce(actions.locator('.codicon-toolbar-more'));
    });
  }

  /** The buttons in the view's title, which may only be visible under the mouse. */
  private async titleActions(): Promise<Locator> {
    const header = this.pane.locator('.pane-header');
    if (await header.isVisible()) {
      await header.hover({ timeout: oneTry });
      return header.locator('.actions');
    }
    return this.page.locator('.sidebar .composite.title');
  }
}
