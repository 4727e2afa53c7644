import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { useSession } from '../support/session';
import { until } from '../support/until';
import { startEmulators, storeToken, switchTo, tokens, type Emulators } from './support';

const title = 'NDA of today';

describe('documents', () => {
  let emulators: Emulators;
  let id = '';
  const session = useSession(async () => {
    emulators = await startEmulators();
    return { settings: emulators.settings, files: { 'readme.md': '# signing\n' } };
  });
  after(() => emulators.close());
  beforeEach(() => {
    emulators.sandbox.journal.clear();
    emulators.live.journal.clear();
  });
  const documents = () => session().workbench.view('Documents');
  const posts = () => emulators.sandbox.journal.requests('POST', '/createdocument/*');

  /** Answers the questions after the signers: title, notification, order, days, redirect URL and note. */
  const answerTheRest = async (notification: string) => {
    const { quickInput } = session().workbench;
    await quickInput.waitForMessage('Title of the document');
    await quickInput.enter(title);
    await quickInput.pick(notification);
    await quickInput.pick('All at once');
    await quickInput.waitForMessage('Days until the document expires');
    await quickInput.enter('7');
    await quickInput.waitForMessage('after signing');
    await quickInput.accept();
    await quickInput.waitForMessage('Note on the document');
    await quickInput.accept();
  };

  /** Assigns the template’s two roles: one to a contact, one to a typed address. */
  const answerRecipients = async () => {
    const { workbench: wb } = session();
    await wb
      .view('Templates')
      .row('Mutual NDA')
      .pickFromMenu('Send Document from Template…', wb.quickInput.titled('Send from “Mutual NDA” (Sandbox)'));
    await wb.quickInput.waitFor('Send from “Mutual NDA” (Sandbox)');
    await wb.quickInput.pick('Li Wei');
    await wb.page.locator('.quick-input-widget input[placeholder*="Recipient"]').waitFor();
    await wb.quickInput.enter('Zoë Zed <zoe@example.com>');
  };

  it('are grouped by state, and a group is read when it is opened', async () => {
    const { workbench: wb } = session();
    await storeToken(wb, 'Sandbox', tokens.sandbox);
    await storeToken(wb, 'Live', tokens.live);
    await wb.openContainer('OpenSign');
    await documents().open();
    await documents().row('NDA, Blue Harbor').waitFor();
    assert.equal(emulators.sandbox.journal.requests('GET', '/documentlist/completed').length, 0);
    await documents().row('Completed').expand();
    await documents().row('NDA, Old Mill').waitFor();
    assert.equal(emulators.sandbox.journal.requests('GET', '/documentlist/completed').length, 1);
    assert.match(await documents().description(), /Sandbox · Ana Ruiz/i);
    assert.match(await documents().row('NDA, Blue Harbor').accessibleLabel(), /in progress/i);
  });

  it('are sent from a template with two roles, after a preview of the request', async () => {
    const { workbench: wb } = session();
    await answerRecipients();
    await answerTheRest('Only create links');
    await wb.quickInput.pick('Copy as cURL');
    const curl = await wb.waitForClipboard('curl');
    assert.match(curl, /\$OPENSIGN_SANDBOX_API_TOKEN/);
    assert.ok(!curl.includes(tokens.sandbox));
    assert.equal(posts().length, 0);
    await wb.quickInput.pick('Send in Sandbox');
    const toast = await wb.toast(/created.*in Sandbox/i).waitFor();
    const body = posts()[0]?.body as Record<string, unknown>;
    assert.equal(posts().length, 1);
    assert.equal(body.send_email, false);
    assert.equal(body.timeToCompleteDays, 7);
    assert.deepEqual(
      (body.signers as { role: string; email: string }[]).map(({ role, email }) => [role, email]),
      [
        ['Discloser', 'li@example.com'],
        ['Recipient', 'zoe@example.com'],
      ],
    );
    await toast.press('Copy Document ID');
    id = await until('the clipboard holds the id', async () => {
      const text = await wb.clipboard();
      return /^[A-Za-z0-9]{10}$/.test(text) && text;
    });
    await documents().row(title).waitFor();
  });

  it('show the status of each signer', async () => {
    await documents().row(title).expand();
    await documents().row('Li Wei').waitFor();
    assert.match(await documents().row('Li Wei').description(), /pending/);
    emulators.sandbox.control.view(id, 'li@example.com');
    await documents().pressTitle('Refresh Documents');
    await documents().row('Li Wei').waitForDescription('viewed');
    emulators.sandbox.control.sign(id, 'li@example.com');
    await documents().pressTitle('Refresh Documents');
    await documents().row('Li Wei').waitForDescription('signed');
  });

  it('are watched: one notification when something changes, until they end', async () => {
    const { workbench: wb } = session();
    // The row stays marked. The message in the status bar disappears after five seconds.
    const row = documents().row(title);
    await row.pickFromMenu(
      'Watch Document',
      row.element.locator('.label-description', { hasText: 'watched' }),
    );
    emulators.sandbox.control.sign(id, 'zoe@example.com');
    const toast = await wb.toast(/is completed/).waitFor();
    assert.match(await toast.text(), /NDA of today.*is completed/);
    await toast.close();
  });

  it('give their signed PDF and certificate, fetched without the token', async () => {
    const { workbench: wb, folder } = session();
    await documents().pressTitle('Refresh Documents');
    await documents().row(title).waitFor();
    const save = async (entry: string, name: string) => {
      const file = path.join(folder ?? '', name);
      await documents().row(title).pickFromMenu(entry, wb.quickInput.fileDialog);
      await wb.quickInput.acceptFile(name);
      await until(`${name} is saved`, () => existsSync(file));
      assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-');
    };
    await save('Save Signed PDF…', `${title}.pdf`);
    emulators.sandbox.journal.clear();
    // The first link has expired by the time it is used: another one is fetched.
    emulators.sandbox.faults.add({ path: '/files/*', status: 403, body: '<Error/>', times: 1 });
    await save('Save Certificate…', `${title} (certificate).pdf`);
    for (const download of emulators.sandbox.journal.entries.filter((entry) => entry.origin === 'files')) {
      assert.equal(download.headers['x-api-token'], undefined);
    }
  });

  it('are revoked and deleted after questions that name them', async () => {
    const { workbench: wb } = session();
    await documents()
      .row('NDA, Blue Harbor')
      .pickFromMenu('Revoke Document…', wb.quickInput.titled('Revoke'));
    await wb.quickInput.waitFor('Revoke');
    await wb.quickInput.enter('wrong version');
    await wb.dialog.waitFor('NDA, Blue Harbor');
    assert.match(await wb.dialog.message(), /sandbox/i);
    await wb.dialog.press((await wb.dialog.buttons()).find((button) => button !== 'Cancel') ?? '');
    const revoked = await emulators.sandbox.journal.waitFor(
      (entry) => entry.method === 'POST' && entry.status === 200,
    );
    assert.deepEqual(revoked.body, { reason: 'wrong version' });
    await documents().row('NDA, Blue Harbor').waitUntilGone();
    await documents().row(title).pickFromMenu('Delete Document…', wb.dialog.question(title));
    await wb.dialog.waitFor(title);
    assert.match(await wb.dialog.detail(), /credit/);
    await wb.dialog.press('Delete in Sandbox');
    await documents().row(title).waitUntilGone();
  });

  it('report a signer that the server dropped as an error, never as a success', async () => {
    const { workbench: wb } = session();
    emulators.sandbox.faults.add({
      path: /^\/createdocument\//,
      times: 1,
      body: {
        objectId: 'Zk28fQp0Wd',
        message: 'Document sent successfully!',
        signurl: [{ email: 'li@example.com', url: 'https://x.example/login/abc' }],
      },
    });
    await answerRecipients();
    await answerTheRest('Only create links');
    await wb.quickInput.pick('Send in Sandbox');
    const toast = await wb.toast(/didn’t add/).waitFor();
    assert.equal(await toast.severity(), 'error');
    assert.match(await toast.text(), /Zk28fQp0Wd/);
    assert.match(await toast.text(), /zoe@example\.com/);
    await toast.close();
  });

  it('show an error when there are no credits left', async () => {
    const { workbench: wb } = session();
    emulators.sandbox.faults.add({
      path: /^\/createdocument\//,
      times: 1,
      status: 429,
      body: { error: 'Quota reached, Please buy credits and try again later.' },
    });
    await answerRecipients();
    await answerTheRest('Send emails');
    await wb.quickInput.pick('Send in Sandbox');
    const toast = await wb.toast(/credits/i).waitFor();
    await toast.close();
    assert.equal(posts().length, 1);
  });

  it('aren’t sent when the environment changes while a question is open, which shows an error', async () => {
    const { workbench: wb } = session();
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    emulators.sandbox.faults.add({ path: '/template/*', hold: opened, times: 1 });
    await wb.view('Templates').row('Mutual NDA').pickFromMenu('Send Document from Template…');
    await emulators.sandbox.journal.waitFor((entry) => entry.path.startsWith('/template/'));
    await switchTo(wb, 'Live');
    open();
    const toast = await wb.toast('This belongs to Sandbox, which isn’t the active environment').waitFor();
    await toast.close();
    assert.equal(posts().length, 0);
    assert.equal(emulators.live.journal.requests('POST').length, 0);
  });

  it('leave no signing link, token or address in any log', () => {
    const logs = session().host.logFiles();
    for (const secret of [tokens.sandbox, '/login/', 'zoe@example.com', 'li@example.com']) {
      assert.ok(!logs.includes(secret), secret);
    }
  });
});
