import type { Emulators } from '../test/support/emulators';
import type { Workbench } from '../test/support/workbench';
import { pickFromMenu } from '../test/support/menu';
import { storeToken, switchTo, tokens } from '../test/e2e/support';

export interface Stage {
  readonly workbench: Workbench;
  readonly emulators: Emulators;
  /** The open folder, with the demo's files. */
  readonly folder: string;
}

/** Prepares the window for a screenshot. */
export type Scene = (stage: Stage) => Promise<void>;

/** Moves the mouse where it shows no tooltip. */
const restMouse = (workbench: Workbench): Promise<void> => workbench.page.mouse.move(900, 500);

/** By file name, in order: each scene starts in the state that the previous one left. */
export const scenes: Readonly<Record<string, Scene>> = {
  welcome: async ({ workbench }) => {
    await workbench.statusItem('opensign.environment').waitFor('no token');
    await workbench.openContainer('OpenSign');
    await workbench.view('Templates').welcome();
  },
  templates: async ({ workbench }) => {
    await storeToken(workbench, 'Sandbox', tokens.sandbox);
    await storeToken(workbench, 'Live', tokens.live);
    const templates = workbench.view('Templates');
    await templates.row('Service agreement').expand();
    await templates.row('Manager').expand();
    const documents = await workbench.view('Documents').open();
    await documents.row('NDA, West Quay').expand();
    await documents.row('Li Wei').waitFor();
    await restMouse(workbench);
  },
  preview: async ({ workbench }) => {
    await workbench.view('Templates').row('Mutual NDA').press('Preview Template PDF');
    await workbench.webview('canvas');
    await restMouse(workbench);
  },
  hover: async ({ workbench, emulators }) => {
    await workbench.openContainer('Explorer');
    await workbench.page.keyboard.press('Escape');
    await workbench.openFile('send.ts');
    await workbench.editor.underlined('warning').nth(1).waitFor();
    const offer = emulators.demo?.templates.find(({ title }) => title === 'Offer letter');
    await workbench.editor.hover(offer?.id ?? '', 'Template in Sandbox');
  },
  'wrong-environment': async ({ workbench, emulators }) => {
    await workbench.editor.leave();
    const nda = emulators.liveDemo?.templates.find(({ title }) => title === 'Mutual NDA');
    await workbench.editor.fixes(nda?.id ?? '');
    await restMouse(workbench);
  },
  switch: async ({ workbench }) => {
    await workbench.page.keyboard.press('Escape');
    await workbench.openContainer('OpenSign');
    await workbench.statusItem('opensign.environment').click();
    await workbench.quickInput.waitFor('Switch Environment');
    await workbench.quickInput.items();
    await restMouse(workbench);
  },
  'upload-warning': async ({ workbench }) => {
    await workbench.quickInput.cancel();
    await workbench.openContainer('Explorer');
    const row = workbench.page.locator('.explorer-folders-view .monaco-list-row', {
      hasText: 'one-byte-over',
    });
    await pickFromMenu(workbench.page, 'Upload PDF…', () => row.click({ button: 'right' }));
    await workbench.dialog.waitFor('one-byte-over-5-mb.pdf');
  },
  sending: async ({ workbench }) => {
    await workbench.dialog.cancel();
    await workbench.openContainer('OpenSign');
    await workbench.view('Templates').row('Mutual NDA').pickFromMenu('Send Document from Template…');
    await workbench.quickInput.waitFor('Send from “Mutual NDA”');
    await workbench.quickInput.row('Li Wei').waitFor();
    // VS Code shows a progress notification for a moment after its end.
    await workbench.page.locator('.notification-toast').waitFor({ state: 'hidden' });
    await restMouse(workbench);
  },
  live: async ({ workbench }) => {
    await workbench.quickInput.cancel();
    await switchTo(workbench, 'Live');
    await workbench.view('Templates').row('Sales contract EU').waitFor();
    await workbench.view('Documents').row('Loading').waitUntilGone();
    await workbench.page.keyboard.press('Escape');
    await restMouse(workbench);
    await workbench.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
  },
};
