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

/**
 * Address of a window of `host` with a folder (absolute, or relative to the project) or without.
 * 127.0.0.1 always: another name of the same machine is another origin.
 */
export function windowUrl(host: Host, folder?: string, payload?: readonly (readonly string[])[]): string {
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

/** A window of VS Code, used as a person uses it. Every method waits for what it needs; none waits for a time. */
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
    await this.page.goto(windowUrl(host, folder));
    return this.waitUntilReady();
  }

  async waitUntilReady(): Promise<this> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 2 * patience });
    return this;
  }

  /** Runs the command called `title` ("Category: Title") from the command palette. */
  async run(title: string): Promise<void> {
    let isFirst = true;
    await until(`the command ${title} is chosen`, async () => {
      // Right after a start, a reload or a popup the first F1 can be lost.
      if (!isFirst) {
        await this.page.keyboard.press('Escape');
      }
      isFirst = false;
      await clickOnce(await this.searchCommand(title));
      return true;
    });
  }

  /** Whether the command palette offers a command called exactly `title`. */
  async offers(title: string): Promise<boolean> {
    const row = await until('the command palette opens', () => this.searchCommand(title));
    const found = await row.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    await this.quickInput.cancel();
    return found;
  }

  /** Types into the command palette; the row may or may not come up. */
  private async searchCommand(title: string): Promise<Locator> {
    await this.page.bringToFront();
    await this.page.keyboard.press('F1');
    await this.quickInput.input.fill(`>${title}`, { timeout: oneTry });
    const exact = `.monaco-list-row[aria-label=${JSON.stringify(title)}]`;
    // A key binding or a heading follows the title of some.
    const followed = `.monaco-list-row[aria-label^=${JSON.stringify(`${title},`)}]`;
    return this.quickInput.box.locator(`${exact}, ${followed}`).first();
  }

  /** A notification whose message contains `text`. */
  toast(text: string | RegExp): Toast {
    return new Toast(this.page, text);
  }

  /** A status bar entry, by the id the extension gave it or by a part of its text. */
  statusItem(name: string): StatusItem {
    return new StatusItem(this.page, name);
  }

  /** Shows a view container from the activity bar, and waits until it is the one shown. */
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

  /** A view of the container that is shown. */
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

  /** The row of a file at the top of the Explorer, which must be shown. */
  private explorerRow(name: string): Locator {
    const rows = this.page.locator('.explorer-folders-view .monaco-list-row');
    return rows.filter({ hasText: new RegExp(`^${name.replace(/\./g, '\\.')}$`) });
  }

  /** Opens a file by its row in the Explorer; quick open leaves out what git ignores. */
  async openFromExplorer(name: string): Promise<void> {
    await this.openContainer('Explorer');
    await until(`${name} is open`, async () => {
      await clickOnce(this.explorerRow(name), { double: true });
      await this.tab(name).waitFor({ timeout: oneTry });
      return true;
    });
  }

  /** Chooses an entry of the context menu that a file has in the Explorer. */
  async pickFromExplorer(name: string, entry: string): Promise<void> {
    // A page that was opened in the browser stands in front of it.
    await this.page.bringToFront();
    await this.openContainer('Explorer');
    await pickFromMenu(this.page, entry, () => clickOnce(this.explorerRow(name), { button: 'right' }));
  }

  private tab(title: string): Locator {
    return this.page.locator('.tab.active', { hasText: title });
  }

  /** Waits until the active editor's tab is called `title`. */
  async waitForEditor(title: string): Promise<void> {
    await this.tab(title).waitFor();
  }

  /** The lines of the active text editor that are drawn. */
  async editorText(): Promise<string> {
    return (await this.editor.lines()).join('\n');
  }

  /** Waits until the active text editor shows `part`, and gives all that it shows. */
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

  /** Waits until the clipboard holds something other than before, and gives it. */
  waitForClipboard(part = ''): Promise<string> {
    return until(`the clipboard holds ${part}`, async () => {
      const text = await this.clipboard();
      return text !== '' && text.includes(part) ? text : undefined;
    });
  }

  /** Answers VS Code's own question before it opens an outside page; some versions don't ask for every host. */
  async confirmOpenExternal(window: Window, part: string): Promise<string> {
    return until(`a page with ${part} is opened`, async () => {
      if (/open the external website/.test(await this.dialog.messageNow())) {
        await this.dialog.press('Open');
      }
      return window.opened().find((url) => url.includes(part));
    });
  }

  /** The frame of a webview that has `selector`. */
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

  /** Reloads the window as its command does, so that VS Code writes down what it keeps, and waits until it is back. */
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
