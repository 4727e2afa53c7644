import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { fromRoot, outputFolder } from '../../scripts/paths';
import { CodeEditor } from './codeEditor';
import { Dialog } from './dialog';
import type { Host } from './host';
import { Toast } from './notifications';
import { QuickInput } from './quickInput';
import { StatusItem } from './statusItem';
import { plain } from './text';
import { until } from './until';
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
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    return this;
  }

  /** Runs the command called `title` ("Category: Title") from the command palette. */
  async run(title: string): Promise<void> {
    // Right after a start, a reload or a popup the first F1 can be lost.
    for (let attempt = 1; ; attempt++) {
      try {
        const row = await this.searchCommand(title);
        await row.click({ timeout: 5000 });
        return;
      } catch (error) {
        if (attempt === 5) {
          throw error;
        }
        await this.page.keyboard.press('Escape');
      }
    }
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
    await this.quickInput.input.fill(`>${title}`, { timeout: 5000 });
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
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') {
      await tab.click();
    }
    await this.page.locator('.sidebar .composite.title h2', { hasText: title }).waitFor();
  }

  /** A view of the container that is shown. */
  view(name: string): View {
    return new View(this.page, name);
  }

  /** Opens a file of the workspace in an editor. */
  async openFile(name: string): Promise<void> {
    await until(`${name} is offered`, async () => {
      await this.page.keyboard.press('Control+P');
      await this.quickInput.input.fill(name, { timeout: 2000 });
      await this.quickInput.row(path.basename(name)).click({ timeout: 3000 });
      return true;
    });
    await this.waitForEditor(path.basename(name));
  }

  /** Opens a file by its row in the Explorer; quick open leaves out what git ignores. */
  async openFromExplorer(name: string): Promise<void> {
    await this.openContainer('Explorer');
    const rows = this.page.locator('.explorer-folders-view .monaco-list-row');
    await rows.filter({ hasText: new RegExp(`^${name.replace(/\./g, '\\.')}$`) }).dblclick();
    await this.waitForEditor(name);
  }

  /** Waits until the active editor's tab is called `title`. */
  async waitForEditor(title: string): Promise<void> {
    await this.page.locator('.tab.active', { hasText: title }).waitFor();
  }

  /** The lines of the active text editor that are drawn. */
  async editorText(): Promise<string> {
    const lines = await this.page
      .locator('.editor-group-container.active .view-lines .view-line')
      .evaluateAll((found) =>
        found
          .map((line) => ({ top: parseFloat((line as HTMLElement).style.top), text: line.textContent }))
          .sort((one, other) => one.top - other.top)
          .map((line) => line.text),
      );
    return lines.map((line) => line.replaceAll('\u00a0', ' ')).join('\n');
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

  /** Answers VS Code's own question before it opens an outside page. */
  async confirmOpenExternal(): Promise<string> {
    await this.dialog.waitFor('open the external website');
    const asked = plain(await this.dialog.detail());
    await this.dialog.press('Open');
    return asked;
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
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.run('Developer: Reload Window');
    await loaded;
    await this.waitUntilReady();
  }

  /** Writes test-output/<name>.png. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(outputFolder, { recursive: true });
    const file = path.join(outputFolder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}
