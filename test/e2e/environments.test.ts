import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { useSession } from '../support/session';
import { startLoopback, type Loopback } from '../unit/support/loopback';
import { startEmulators, storeToken, switchTo, tokens, type Emulators } from './support';

/** A promise and the way to settle it. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('environments and tokens', () => {
  let emulators: Emulators;
  let trap: Loopback;
  const session = useSession(async () => {
    emulators = await startEmulators();
    trap = await startLoopback((_, response) => response.end('{}'));
    return {
      settings: emulators.settings,
      files: {
        'contract.txt': 'x',
        // A repository that tries to get the token sent to its own host.
        '.vscode/settings.json': JSON.stringify({
          'opensign.sandbox.baseUrl': `${trap.origin}/api/v1.2`,
          'opensign.live.baseUrl': `${trap.origin}/api/v1.2`,
        }),
      },
    };
  });
  after(async () => {
    await emulators.close();
    await trap.close();
  });
  const item = () => session().workbench.statusItem('opensign.environment');
  const templates = () => session().workbench.view('Templates');

  it('start in Sandbox, and show that it has no token', async () => {
    const { workbench: wb } = session();
    await item().waitFor('no token');
    assert.equal(await item().text(), 'OpenSign: Sandbox (no token)');
    assert.equal(await item().label(), 'OpenSign environment: Sandbox, no token. Activate to switch.');
    await wb.openContainer('OpenSign');
    assert.match(await templates().welcome(), /Connect Sandbox to see its templates/);
    assert.deepEqual(await templates().welcomeButtons(), ['Set Sandbox Token']);
    assert.equal(emulators.sandbox.journal.entries.length, 0);
  });

  it('reject a text that can’t be a token before anything is sent', async () => {
    const { workbench: wb } = session();
    await templates().pressWelcome('Set Sandbox Token');
    await wb.quickInput.waitFor('API token for Sandbox');
    assert.equal(await wb.quickInput.isPassword(), true);
    await wb.quickInput.enter('   ');
    await wb.quickInput.waitForMessage('Enter a token');
    await wb.quickInput.enter('test.with a space');
    await wb.quickInput.waitForMessage('can’t contain spaces');
    await wb.quickInput.cancel();
    assert.equal(emulators.sandbox.journal.entries.length, 0);
  });

  it('report who rejected a wrong token, and let the user try again', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Set API Token…');
    await wb.quickInput.waitFor('OpenSign: Set API Token');
    await wb.quickInput.pick('Sandbox');
    await wb.quickInput.enter('test.WrongWrongWrongWrong1');
    await wb.dialog.waitFor('rejected this token');
    assert.match(await wb.dialog.message(), /^Sandbox \(127\.0\.0\.1:\d+\) rejected this token\.$/i);
    assert.match(await wb.dialog.detail(), /live tokens.*sandbox tokens/i);
    assert.deepEqual((await wb.dialog.buttons()).sort(), ['Cancel', 'Store Anyway', 'Try Again']);
    await wb.dialog.press('Try Again');
    await wb.quickInput.waitFor('API token for Sandbox');
    await wb.quickInput.enter(`  ${tokens.sandbox}  `);
    const toast = await wb.toast('Sandbox token stored').waitFor();
    assert.equal(
      await toast.text(),
      'Sandbox token stored. It belongs to Ana Ruiz (ana@blueharbor.example).',
    );
    await toast.close();
    assert.equal(emulators.sandbox.journal.requests('GET', '/getuser').length, 2);
    assert.equal(emulators.live.journal.entries.length, 0);
    await item().waitForText('OpenSign: Sandbox');
  });

  it('ask when a token looks like one of the other environment, and send it nowhere before the answer', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Set API Token…');
    await wb.quickInput.waitFor('OpenSign: Set API Token');
    await wb.quickInput.pick('Live');
    await wb.quickInput.enter(tokens.sandbox);
    await wb.dialog.waitFor('looks like');
    assert.equal(await wb.dialog.message(), 'This looks like a Sandbox token, but you chose Live.');
    assert.deepEqual((await wb.dialog.buttons()).sort(), [
      'Cancel',
      'Use for Live Anyway',
      'Use for Sandbox',
    ]);
    await wb.dialog.press('Use for Sandbox');
    // A token is stored already, so the user is asked.
    await wb.dialog.waitFor('Replace the API token for Sandbox?');
    assert.match(await wb.dialog.detail(), /belongs to Ana Ruiz/);
    await wb.dialog.cancel();
    assert.equal(emulators.live.journal.entries.length, 0);
    assert.equal(emulators.sandbox.journal.requests('GET', '/getuser').length, 2);
  });

  it('list the templates of the active environment and no others', async () => {
    await storeToken(session().workbench, 'Live', tokens.live);
    await templates().row('Offer letter').waitFor();
    const rows = await templates().rows();
    assert.equal(rows.length, 7);
    assert.ok(!rows.includes('Sales contract EU'));
    assert.match(await templates().description(), /Sandbox.*Ana Ruiz/i);
    assert.equal(emulators.live.journal.requests('GET', '/templatelist').length, 0);
  });

  it('switch by a click on the status bar, which updates everything', async () => {
    const { workbench: wb } = session();
    await item().click();
    await wb.quickInput.waitFor('OpenSign: Switch Environment');
    const choices = await wb.quickInput.items();
    assert.deepEqual(
      choices.map((choice) => choice.label),
      ['Sandbox', 'Live'],
    );
    assert.match(choices[0]?.description ?? '', /127\.0\.0\.1:\d+ — active/);
    assert.match(choices[1]?.detail ?? '', /Ana Ruiz/);
    await wb.quickInput.pick('Live');
    await item().waitForText('OpenSign: LIVE');
    assert.equal(await item().background(), 'warning');
    assert.deepEqual(await item().icons(), ['warning']);
    assert.equal(await item().label(), 'OpenSign environment: Live. Activate to switch.');
    await templates().row('Sales contract EU').waitFor();
    const rows = await templates().rows();
    assert.equal(rows.length, 4);
    assert.ok(!rows.includes('Offer letter'));
    assert.match(await templates().description(), /Live/i);
  });

  it('show environment, host and account in the tooltip of the status bar', async () => {
    const text = await item().tooltip();
    assert.match(text, /OpenSign: Live/i);
    assert.match(text, /Host: 127\.0\.0\.1:\d+/);
    assert.match(text, /Account: Ana Ruiz/);
    assert.match(text, /Switch Environment · Set API Token · Check API Token/);
    assert.ok(!text.includes(tokens.live));
    await session().workbench.page.keyboard.press('Escape');
  });

  it('drop the late response of an environment that is no longer active', async () => {
    const { workbench: wb } = session();
    const late = gate();
    emulators.live.faults.add({ path: '/templatelist', hold: late.opened, times: 1 });
    emulators.live.journal.clear();
    await templates().pressTitle('Refresh Templates');
    await emulators.live.journal.waitFor((entry) => entry.path === '/templatelist');
    await switchTo(wb, 'Sandbox');
    late.open();
    await templates().row('Offer letter').waitFor();
    const rows = await templates().rows();
    assert.equal(rows.length, 7);
    assert.ok(!rows.includes('Sales contract EU'));
  });

  it('check the stored token on demand', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Check API Token');
    const toast = await wb.toast('The Sandbox token is valid').waitFor();
    assert.match(await toast.text(), /belongs to Ana Ruiz/);
    await toast.close();
  });

  it('survive a reload, including the token', async () => {
    const { workbench: wb } = session();
    await switchTo(wb, 'Live');
    await templates().row('Sales contract EU').waitFor();
    await wb.reload();
    await item().waitForText('OpenSign: LIVE');
    await wb.openContainer('OpenSign');
    await templates().row('Sales contract EU').waitFor();
    await switchTo(wb, 'Sandbox');
    await templates().row('Offer letter').waitFor();
  });

  it('show a token that was replaced in OpenSign, in the view and in the status bar', async () => {
    const { workbench: wb } = session();
    emulators.sandbox.faults.add({ path: /.*/, status: 405, body: { error: 'Invalid API Token!' } });
    await templates().pressTitle('Refresh Templates');
    await item().waitFor('token rejected');
    await templates().waitForWelcome('Sandbox rejected the API token');
    assert.deepEqual(await templates().welcomeButtons(), ['Set Sandbox Token']);
    emulators.sandbox.faults.clear();
    await templates().followWelcome('Check again');
    await templates().row('Offer letter').waitFor();
    await item().waitForText('OpenSign: Sandbox');
    await wb.page.keyboard.press('Escape');
  });

  it('send nothing if the token was saved for another host', async () => {
    const { workbench: wb } = session();
    const moveTo = async (url: string) => {
      await wb.run('OpenSign: Choose Live Region…');
      await wb.quickInput.waitFor('Choose Live Region');
      await wb.quickInput.pick('Self-hosted…');
      await wb.quickInput.waitFor('Self-Hosted Live Server');
      await wb.quickInput.enter(url);
    };
    await switchTo(wb, 'Live');
    await templates().row('Sales contract EU').waitFor();
    await moveTo(trap.origin);
    await item().waitForText('OpenSign: LIVE (token for another host)');
    const moved = await wb.toast('was saved for').waitFor();
    assert.match(await moved.text(), /isn’t sent to the new host/);
    await moved.close();
    await templates().waitForWelcome('saved for another host');
    assert.deepEqual(await templates().welcomeButtons(), ['Set Live Token']);
    await wb.run('OpenSign: Check API Token');
    const toast = await wb.toast('so it isn’t sent to the current host').waitFor();
    assert.deepEqual(await toast.buttons(), ['Set API Token…']);
    await toast.close();
    await moveTo(emulators.live.baseUrl);
    await templates().row('Sales contract EU').waitFor();
    await item().waitForText('OpenSign: LIVE');
    await switchTo(wb, 'Sandbox');
  });

  it('never sent a token to the host in the workspace settings', () => {
    // The user chose it once without a path, so requests for its API version are expected.
    assert.deepEqual(
      trap.received.filter(
        ({ headers, method }) => (headers['x-api-token'] ?? '') !== '' || method !== 'GET',
      ),
      [],
    );
  });

  it('remove a token after a question', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Remove API Token…');
    await wb.quickInput.waitFor('OpenSign: Remove API Token');
    await wb.quickInput.pick('Sandbox');
    await wb.dialog.waitFor(/Remove the API token for Sandbox .*from VS Code\?/i);
    await wb.dialog.press('Remove Sandbox Token');
    await item().waitFor('no token');
    await templates().waitForWelcome('Connect Sandbox');
  });

  it('log neither tokens nor email addresses', () => {
    const logs = session().host.logFiles();
    assert.match(logs, /sandbox GET \/templatelist\?limit=500&skip=0 200/i);
    for (const secret of [tokens.sandbox, tokens.live, 'ana@blueharbor.example']) {
      assert.ok(!logs.includes(secret), `${secret.slice(0, 6)}… is in a log`);
    }
  });

  it('work with an invalid base URL, and lead to the setting', async () => {
    const { workbench: wb, host } = session();
    const file = path.join(host.dataDir, 'data', 'User', 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...settings, 'opensign.sandbox.baseUrl': 'http://example.com' }));
    await wb.reload();
    await item().waitForText('OpenSign: Sandbox (bad URL)');
    await wb.openContainer('OpenSign');
    await templates().waitForWelcome('isn’t valid');
    assert.deepEqual(await templates().welcomeButtons(), ['Open Setting']);
  });
});

describe('environments in a window without a folder, High Contrast and Restricted Mode', () => {
  let emulators: Emulators;
  const session = useSession(async () => {
    emulators = await startEmulators();
    return {
      settings: { ...emulators.settings, 'workbench.colorTheme': 'Default High Contrast' },
      workspaceTrust: true,
    };
  });
  after(() => emulators.close());

  it('distinguish Live from Sandbox in words, without color', async () => {
    const { workbench: wb } = session();
    const item = wb.statusItem('opensign.environment');
    await item.waitFor('no token');
    await storeToken(wb, 'Live', tokens.live);
    await switchTo(wb, 'Live');
    await item.waitForText('OpenSign: LIVE');
    assert.equal(await item.background(), 'none');
    await wb.openContainer('OpenSign');
    await wb.view('Templates').row('Sales contract EU').waitFor();
    await wb.screenshot('high-contrast-live');
  });
});
