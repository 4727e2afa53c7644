import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startEmulator, type Emulator } from '../emulator';
import { click } from '../support/mouse';
import { useSession } from '../support/session';

const link = '[Review it](command:workbench.action.toggleStatusbarVisibility)';
const settings = '[Open](command:workbench.action.openSettings?%5B%22editor.fontSize%22%5D) $(trash)';
const token = 'test.HostileHostileHostile1';

describe('text from a server', () => {
  let sandbox: Emulator;
  let long = '';
  const session = useSession(async () => {
    sandbox = await startEmulator({ environment: 'sandbox' });
    const account = sandbox.addAccount({ token, name: link, email: 'ana@example.com' });
    account.addTemplate({ title: settings, roles: [{ role: link }] });
    long = account.addTemplate({ title: `Long ${'x'.repeat(10_000)}`, roles: [{ role: 'Signer' }] }).id;
    return { settings: { 'opensign.sandbox.baseUrl': sandbox.baseUrl } };
  });
  after(() => sandbox.close());
  const templates = () => session().workbench.view('Templates');
  const statusBar = () => session().workbench.page.locator('.monaco-workbench .part.statusbar');

  /** Clicks on the text as a user would on a link, and asserts that nothing happens. */
  async function clickWithoutEffect(message: Locator, text: string): Promise<void> {
    await click(message.getByText(text).first(), { position: { x: 5, y: 5 } });
    assert.equal(await message.locator('a').count(), 0);
    await statusBar().waitFor();
  }

  it('isn’t a command in a notification, even when an account is named like a link', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Set API Token…');
    await wb.quickInput.waitFor('OpenSign: Set API Token');
    await wb.quickInput.pick('Sandbox');
    await wb.quickInput.waitFor('API token for Sandbox');
    await wb.quickInput.enter(token);
    const toast = await wb.toast('token stored').waitFor();
    assert.match(await toast.text(), /\[Review it\]/);
    await clickWithoutEffect(toast.box.locator('.notification-list-item-message'), 'Review it');
    await toast.close();
  });

  it('isn’t a command in the prompt of an input, whose value is the server’s text', async () => {
    const { workbench: wb } = session();
    await wb.openContainer('OpenSign');
    await templates().row('[Open]').pickFromMenu('Rename Template…', wb.quickInput.titled('Rename Template'));
    await wb.quickInput.waitFor('Rename Template');
    assert.equal(await wb.quickInput.value(), settings);
    const message = wb.quickInput.box.locator('.quick-input-message');
    await clickWithoutEffect(message, 'Open');
    await wb.quickInput.cancel();
  });

  it('is neither an icon nor a command in a list', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Find Template…');
    const row = wb.quickInput.row('[Open]');
    await row.waitFor();
    assert.equal(await row.locator('.label-name .codicon, .label-name a').count(), 0);
    await wb.quickInput.cancel();
  });

  it('doesn’t hide the extension’s text when it has 10,000 characters', async () => {
    const { workbench: wb } = session();
    await templates().row('Long').pickFromMenu('Rename Template…', wb.quickInput.titled('Rename Template'));
    await wb.quickInput.waitFor('Rename Template');
    assert.match(await wb.quickInput.message(), /^New title of “Long x+…”/);
    await wb.quickInput.cancel();
    await templates().row('Long').pickFromMenu('Delete Template…', wb.dialog.question('Long'));
    await wb.dialog.waitFor('Long');
    assert.match(await wb.dialog.message(), /“Long x+…” in Sandbox\?$/i);
    await wb.dialog.cancel();
    assert.ok(sandbox.journal.requests('DELETE', `/template/${long}`).length === 0);
  });
});
