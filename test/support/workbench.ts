import * as path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { fromRoot } from '../../scripts/paths';
import type { Window } from './browser';
import { CodeEditor } from './codeEditor';
import { Dialog } from './dialog';
import { takeScreenshot } from './failure';
import type { Host } from './host';
import { pickFromMenu } from './menu';
import { clickOnce } from './mouse';
import { Toast } from './notifications';
import { QuickInput } from './quickInput';
import { StatusItem } from './statusItem';
import { oneTry, patience, until } from './until';
import { View } from './view';

/** The URL of a window, with a folder (absolute, or relative to the project) or without. */
export function getWindowUrl(host: Host, folder?: string, payload?: readonly (readonly string[])[]): string {
  const url = new URL(`http://${host.authority}/`);
  if (folder === undefined) {
    url.searchParams.set('ew', 'true');
  } else {
    url.searchParams.set('folder', path.resolve(fromRoot(), folder));
  }
  if (payload) {
    url.searchParams.set('payload', JSON.stringify(payload));
  }
  return url.href;
}

/** A window of VS Code. Methods act like a user, and wait for the states that they need, never for a fixed time. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  readonly editor: CodeEditor;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.editor = new CodeEditor(page);
  }

  async open(host: Host, folder?: string): Promise<this> {
    await this.page.goto(getWindowUrl(host, folder));
    return this.waitUntilReady();
  }

  async waitUntilReady(): Promise<this> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 2 * patience });
    return this;
  }

  /** Runs the command `title` ("Category: Title") from the Command Palette. */
  async run(title: string): Promise<void> {
    let isFirst = true;
    await until(`the command ${title} is selected`, async () => {
      // The first F1 after a start, a reload or a popup may have no effect.
      if (!isFirst) {
        await this.page.keyboard.press('Escape');
      }
      isFirst = false;
      await clickOnce(await this.searchCommand(title));
      return true;
    });
  }

  /** Whether the Command Palette has a command with exactly this title. */
  async offers(title: string): Promise<boolean> {
    const row = await until('the Command Palette opens', () => this.searchCommand(title));
    const found = await row.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    await this.quickInput.cancel();
    return found;
  }

  /** Types into the Command Palette, and returns a locator for the command, which may not exist. */
  private async searchCommand(title: string): Promise<Locator> {
    await this.page.bringToFront();
    await this.page.keyboard.press('F1');
    await this.quickInput.input.fill(`>${title}`, { timeout: oneTry });
    const exact = `.monaco-list-row[aria-label=${JSON.stringify(title)}]`;
    // Some labels also have a keybinding or a heading.
    const followed = `.monaco-list-row[aria-label^=${JSON.stringify(`${title},`)}]`;
    return this.quickInput.box.locator(`${exact}, ${followed}`).first();
  }

  /** A notification whose message contains `text`. */
  toast(text: string | RegExp): Toast {
    return new Toast(this.page, text);
  }

  /** A status bar item, by ID or a part of its text. */
  statusItem(name: string): StatusItem {
    return new StatusItem(this.page, name);
  }

  /** Opens a view container from the activity bar. */
  async openContainer(title = 'OpenSign'): Promise<void> {
    const tab = this.page
      .locator('.activitybar li.action-item')
      .filter({ has: this.page.locator(`.action-label[aria-label^=${JSON.stringify(title)}]`) })
      .first();
    const heading = this.page.locator('.sidebar .composite.title h2', { hasText: title });
    await until(`${title} is shown`, async () => {
      await tab.waitFor({ timeout: oneTry });
      if ((await tab.getAttribute('aria-selected')) !== 'true') {
        await clickOnce(tab);
      }
      await heading.waitFor({ timeout: oneTry });
      return true;
    });
  }

  /** A view of the open container. */
  view(name: string): View {
    return new View(this.page, name);
  }

  /** Opens a file of the workspace in an editor. */
  async openFile(name: string): Promise<void> {
    await until(`${name} is open`, async () => {
      await this.page.keyboard.press('Control+P');
      await this.quickInput.input.fill(name, { timeout: oneTry });
      await clickOnce(this.quickInput.row(path.basename(name)));
      await this.tab(path.basename(name)).waitFor({ timeout: oneTry });
      return true;
    });
  }

  /** The row of a file in the workspace folder. The Explorer must be open. */
  private explorerRow(name: string): Locator {
    const rows = this.page.locator('.explorer-folders-view .monaco-list-row');
    return rows.filter({ hasText: new RegExp(`^${name.replace(/\./g, '\\.')}$`) });
  }

  /** Opens a file from the Explorer, because Quick Open excludes files that Git ignores. */
  async openFromExplorer(name: string): Promise<void> {
    await this.openContainer('Explorer');
    await until(`${name} is open`, async () => {
      await clickOnce(this.explorerRow(name), { double: true });
      await this.tab(name).waitFor({ timeout: oneTry });
      return true;
    });
  }

  /** Selects an entry of a file's context menu in the Explorer. */
  async pickFromExplorer(name: string, entry: string): Promise<void> {
    // Another page may be in front.
    await this.page.bringToFront();
    await this.openContainer('Explorer');
    await pickFromMenu(this.page, entry, () => clickOnce(this.explorerRow(name), { button: 'right' }));
  }

  private tab(title: string): Locator {
    return this.page.locator('.tab.active', { hasText: title });
  }

  /** Waits until the active editor has the title `title`. */
  async waitForEditor(title: string): Promise<void> {
    await this.tab(title).waitFor();
  }

  /** The visible lines of the active text editor. */
  async editorText(): Promise<string> {
    return (await this.editor.lines()).join('\n');
  }

  /** Waits until the active text editor shows `part`, and returns the visible text. */
  waitForEditorText(part: string): Promise<string> {
    return until(`the editor shows ${part}`, async () => {
      const text = await this.editorText();
      return text.includes(part) ? text : undefined;
    });
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  /** Waits until the clipboard contains `part` and isn't empty, and returns its text. */
  waitForClipboard(part = ''): Promise<string> {
    return until(`the clipboard contains ${part}`, async () => {
      const text = await this.clipboard();
      return text !== '' && text.includes(part) ? text : undefined;
    });
  }

  /** Waits for an external page. Confirms VS Code's dialog, which some versions don't show for each host. */
  async confirmOpenExternal(window: Window, part: string): Promise<string> {
    return until(`a page with ${part} opens`, async () => {
      if (/open the external website/.test(await this.dialog.messageNow())) {
        await this.dialog.press('Open');
      }
      return window.opened().find((url) => url.includes(part));
    });
  }

  /** The frame of the webview that contains `selector`. */
  webview(selector: string): Promise<Frame> {
    return until(`a webview has ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /** Reloads the window with the command, which saves VS Code's state, unlike reloading the page. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 2 * patience });
    await this.run('Developer: Reload Window');
    await loaded;
    await this.waitUntilReady();
  }

  /** Writes test-output/<name>.png. */
  screenshot(name: string): Promise<string> {
    return takeScreenshot(this.page, name);
  }
}
