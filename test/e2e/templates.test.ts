import assert from 'node:assert/strict';
import { makePdf } from '../fixtures/pdf';
import { useSession } from '../support/session';
import { oneTry, until } from '../support/until';
import { startEmulators, storeToken, switchTo, tokens, type Emulators } from './support';

describe('templates', () => {
  let emulators: Emulators;
  const session = useSession(async () => {
    emulators = await startEmulators();
    return { settings: emulators.settings, files: { 'other.pdf': makePdf({ text: 'another one' }) } };
  });
  after(() => emulators.close());
  beforeEach(() => {
    emulators.sandbox.journal.clear();
    emulators.live.journal.clear();
  });
  const templates = () => session().workbench.view('Templates');

  it('show title, roles and age, and what is missing', async () => {
    const { workbench: wb } = session();
    await storeToken(wb, 'Sandbox', tokens.sandbox);
    await storeToken(wb, 'Live', tokens.live);
    await wb.openContainer('OpenSign');
    await templates().row('Mutual NDA').waitFor();
    assert.match(await templates().row('Mutual NDA').description(), /^Discloser, Recipient · \d+ days ago$/);
    await templates().row('Untitled').waitFor();
    await templates().row('賃貸借契約書').waitFor();
    const ready = await templates().row('Mutual NDA').tooltip();
    assert.match(ready, /Please review/);
    assert.match(ready, /Ready to use/);
    assert.match(await templates().row('unfinished').tooltip(), /signature/);
    assert.ok(!ready.includes('http'));
  });

  it('expand into roles, and roles into widgets with their position', async () => {
    await templates().row('Service agreement').expand();
    const manager = templates().row('Manager');
    assert.match(await manager.description(), /mia\.manager@example\.com/);
    await manager.expand();
    const widget = templates().row('signature');
    assert.match(await widget.label(), /sig-manager.*page 1/);
    assert.match(await widget.tooltip(), /330/);
    await templates().row('Service agreement').collapse();
  });

  it('have all commands in the context menu, and copy the ID', async () => {
    const { workbench: wb } = session();
    const row = templates().row('Mutual NDA');
    const menu = await row.menu();
    for (const entry of [
      'Copy Template ID',
      'Preview Template PDF',
      'Rename Template…',
      'Delete Template…',
    ]) {
      assert.ok(menu.includes(entry), `${entry} in ${menu.join(', ')}`);
    }
    await row.press('Copy Template ID');
    assert.match(await wb.waitForClipboard(), /^[A-Za-z0-9]{10}$/);
  });

  it('show a PDF, fetched by a fresh link and without the token', async () => {
    const { workbench: wb } = session();
    await templates().row('Mutual NDA').press('Preview Template PDF');
    const frame = await wb.webview('canvas');
    await frame.locator('canvas').first().waitFor();
    const [download] = emulators.sandbox.journal.requests('GET').filter((entry) => entry.origin === 'files');
    assert.equal(download?.status, 200);
    assert.equal(download.headers['x-api-token'], undefined);
    await wb.screenshot('template-preview');
  });

  it('fetch another link when the first one has expired', async () => {
    emulators.sandbox.faults.add({ path: '/files/*', status: 403, body: '<Error>Expired</Error>', times: 1 });
    await templates().row('Offer letter').press('Preview Template PDF');
    await session().workbench.waitForEditor('Offer letter');
    await emulators.sandbox.journal.waitFor((entry) => entry.origin === 'files' && entry.status === 200);
  });

  it('show the JSON read-only and without the signed link', async () => {
    const { workbench: wb } = session();
    await templates().row('Mutual NDA').pickFromMenu('Show Template JSON');
    const text = await wb.waitForEditorText('"objectId"');
    assert.match(text, /Discloser/);
    assert.ok(!/X-Amz|signature=|[?&](expires|token)=/i.test(text), text);
  });

  it('rename one, in Sandbox without a question', async () => {
    const { workbench: wb } = session();
    await templates().row('Offer letter').pickFromMenu('Rename Template…', wb.quickInput.titled('Rename'));
    await wb.quickInput.waitFor('Rename');
    assert.equal(await wb.quickInput.value(), 'Offer letter');
    await wb.quickInput.enter('Offer letter 2027');
    await templates().row('Offer letter 2027').waitFor();
    const [put] = emulators.sandbox.journal.requests('PUT');
    assert.deepEqual(put?.body, { name: 'Offer letter 2027' });
  });

  it('find one by its title, and reveal it', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Find Template…');
    await wb.quickInput.waitFor('Find Template');
    await wb.quickInput.fill('Räumung');
    await wb.quickInput.row('Räumungsvereinbarung').waitFor();
    await wb.quickInput.accept();
    await wb.page.locator('.monaco-list-row.selected', { hasText: 'Räumungsvereinbarung' }).waitFor();
  });

  it('delete one after a question that names environment and title', async () => {
    const { workbench: wb } = session();
    await templates()
      .row('unfinished')
      .pickFromMenu('Delete Template…', wb.dialog.question('Photo release (unfinished)'));
    await wb.dialog.waitFor('Photo release (unfinished)');
    assert.match(await wb.dialog.message(), /sandbox/i);
    assert.deepEqual((await wb.dialog.buttons()).sort(), ['Cancel', 'Delete in Sandbox']);
    await wb.dialog.cancel();
    assert.equal(emulators.sandbox.journal.requests('DELETE').length, 0);
    await templates()
      .row('unfinished')
      .pickFromMenu('Delete Template…', wb.dialog.question('Photo release (unfinished)'));
    await wb.dialog.waitFor('Photo release (unfinished)');
    await wb.dialog.press('Delete in Sandbox');
    await templates().row('unfinished').waitUntilGone();
    assert.equal(emulators.sandbox.journal.requests('DELETE').length, 1);
  });

  it('ask before anything is changed in Live', async () => {
    const { workbench: wb } = session();
    await switchTo(wb, 'Live');
    await templates()
      .row('Handbook receipt')
      .pickFromMenu('Rename Template…', wb.quickInput.titled('Rename'));
    // A menu entry that was selected twice asks for the title again.
    await until('the question in Live is shown', async () => {
      if (await wb.quickInput.titled('Rename').isVisible()) {
        await wb.quickInput.enter('Handbook');
      }
      await wb.page.locator('.monaco-dialog-box', { hasText: 'in Live?' }).waitFor({ timeout: oneTry });
      return true;
    });
    await wb.dialog.cancel();
    assert.equal(emulators.live.journal.requests('PUT').length, 0);
  });

  it('are deleted in the environment they came from, and in no other', async () => {
    const { workbench: wb } = session();
    await templates()
      .row('Handbook receipt')
      .pickFromMenu('Delete Template…', wb.dialog.question('Handbook receipt'));
    await wb.dialog.waitFor('Handbook receipt');
    await wb.dialog.press('Delete in Live');
    await templates().row('Handbook receipt').waitUntilGone();
    assert.equal(emulators.live.journal.requests('DELETE').length, 1);
    assert.equal(emulators.sandbox.journal.entries.length, 0);
  });

  it('show in the view why they can’t be loaded, with the button that helps', async () => {
    const { workbench: wb } = session();
    const { live } = emulators;
    const cases = [
      {
        fault: { status: 404, body: '<html>Cannot GET</html>' },
        text: 'No OpenSign API was found',
        button: 'Choose Live Region',
      },
      { fault: { status: 500, body: '<html>' }, text: 'server error', button: 'Try Again' },
      { fault: { redirect: 'http://127.0.0.1:1/' }, text: 'tried to redirect', button: 'Try Again' },
      {
        fault: { status: 400, body: { error: 'Please purchase or renew your subscription.' } },
        text: 'Professional or Teams plan',
        button: 'Switch Environment',
      },
    ];
    for (const { fault, text, button } of cases) {
      await switchTo(wb, 'Sandbox');
      live.faults.clear();
      live.faults.add({ path: /.*/, ...fault });
      await switchTo(wb, 'Live');
      await templates().waitForWelcome(text);
      assert.deepEqual(await templates().welcomeButtons(), [button]);
    }
    live.faults.clear();
    await templates().pressTitle('Refresh Templates');
    await templates().row('Sales contract EU').waitFor();
  });
});
