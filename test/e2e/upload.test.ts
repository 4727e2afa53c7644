import assert from 'node:assert/strict';
import type { Emulator } from '../emulator';
import { makePdf } from '../fixtures/pdf';
import { useSession } from '../support/session';
import { startEmulators, storeToken, switchTo, tokens, type Emulators } from './support';

const mb = 1024 * 1024;

/** The bodies of the requests, without the files. */
function sent(emulator: Emulator, path: string): readonly Record<string, unknown>[] {
  return emulator.journal.requests('POST', path).map(({ body }) => body as Record<string, unknown>);
}

function decodedSize(body: Record<string, unknown> | undefined): number {
  return Buffer.from(String(body?.file), 'base64').byteLength;
}

describe('uploading a PDF', () => {
  let emulators: Emulators;
  const session = useSession(async () => {
    emulators = await startEmulators();
    return {
      settings: emulators.settings,
      files: {
        'contract.pdf': makePdf({ text: 'contract' }),
        'one-byte-over-5-mb.pdf': makePdf({ bytes: 5 * mb + 1 }),
      },
    };
  });
  after(() => emulators.close());
  beforeEach(() => {
    emulators.sandbox.journal.clear();
    emulators.live.journal.clear();
  });
  const templates = () => session().workbench.view('Templates');

  /** Uploads a file from its context menu in the Explorer. */
  const fromExplorer = async (file: string) => {
    await session().workbench.pickFromExplorer(file, 'Upload PDF…');
  };

  /** Creates a template with the default title and roles. */
  const asTemplate = async (heading: string) => {
    const { quickInput } = session().workbench;
    await quickInput.waitFor(heading);
    await quickInput.pick('Template');
    await quickInput.waitForMessage('Title of the template');
    await quickInput.accept();
    await quickInput.waitForMessage('Signer roles');
    await quickInput.accept();
  };

  it('needs a token, and shows that before it asks anything', async () => {
    const { workbench: wb } = session();
    // The Explorer’s menu has the extension’s entries once its status bar item is there.
    await wb.statusItem('opensign.environment').waitFor('no token');
    await fromExplorer('contract.pdf');
    const toast = await wb.toast('Sandbox has no API token yet').waitFor();
    assert.deepEqual(await toast.buttons(), ['Set API Token…']);
    await toast.close();
    await storeToken(wb, 'Sandbox', tokens.sandbox);
    await storeToken(wb, 'Live', tokens.live);
  });

  it('creates a template from a small one, and shows it in the tree', async () => {
    const { workbench: wb } = session();
    await fromExplorer('contract.pdf');
    await wb.quickInput.waitFor('Upload contract.pdf to Sandbox');
    assert.match(await wb.quickInput.placeholder(), /Don’t upload confidential data to Sandbox/);
    await wb.quickInput.pick('Template');
    await wb.quickInput.waitForMessage('Title of the template');
    assert.equal(await wb.quickInput.value(), 'contract');
    await wb.quickInput.enter('   ');
    await wb.quickInput.waitForMessage('Enter a title');
    await wb.quickInput.enter('Contract of today');
    await wb.quickInput.waitForMessage('Signer roles');
    await wb.quickInput.enter('Signer, Manager ');
    const toast = await wb.toast('Created template “Contract of today” in Sandbox').waitFor();
    assert.deepEqual((await toast.buttons()).sort(), ['Copy ID', 'Open in OpenSign']);
    const [body] = sent(emulators.sandbox, '/drafttemplate');
    assert.deepEqual(body?.signers, [
      { role: 'Signer', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] },
      { role: 'Manager', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] },
    ]);
    assert.equal(body.title, 'Contract of today');
    assert.equal('file_password' in body, false);
    await templates().row('Contract of today').waitFor();
    await toast.press('Copy ID');
    const id = await wb.waitForClipboard();
    assert.match(id, /^[A-Za-z0-9]{10}$/);
    assert.equal(emulators.live.journal.entries.length, 0);
  });

  it('warns about one byte more, with the exact size, and sends nothing on Cancel', async () => {
    const { workbench: wb } = session();
    await fromExplorer('one-byte-over-5-mb.pdf');
    await wb.dialog.waitFor('one-byte-over-5-mb.pdf');
    const words = `${await wb.dialog.message()} ${await wb.dialog.detail()}`;
    assert.match(words, /one-byte-over-5-mb\.pdf/);
    assert.match(words, /5,242,881 bytes/);
    assert.match(words, /5 MB or less/i);
    assert.deepEqual((await wb.dialog.buttons()).sort(), ['Cancel', 'Switch to Live', 'Upload Anyway']);
    await wb.screenshot('upload-5-mb-over');
    await wb.dialog.cancel();
    await fromExplorer('one-byte-over-5-mb.pdf');
    await wb.dialog.waitFor('one-byte-over-5-mb.pdf');
    await wb.dialog.press('Upload Anyway');
    await asTemplate('Upload one-byte-over-5-mb.pdf to Sandbox');
    const toast = await wb.toast(/^Created template .* in Sandbox/).waitFor();
    assert.equal(sent(emulators.sandbox, '/drafttemplate').length, 1);
    assert.equal(decodedSize(sent(emulators.sandbox, '/drafttemplate')[0]), 5 * mb + 1);
    await toast.close();
  });

  it('ends the request when Cancel is pressed, and warns that the template may exist', async () => {
    const { workbench: wb } = session();
    emulators.sandbox.faults.add({ path: '/drafttemplate', hang: true, times: 1 });
    await fromExplorer('contract.pdf');
    await asTemplate('Upload contract.pdf to Sandbox');
    await emulators.sandbox.journal.waitFor(
      (entry) => entry.path === '/drafttemplate' && entry.body !== undefined,
    );
    const progress = wb.toast(/^Uploading/);
    await progress.press('Cancel');
    await emulators.sandbox.journal.waitFor(
      (entry) => entry.path === '/drafttemplate' && entry.aborted === true,
    );
    await progress.waitUntilGone();
    const toast = await wb.toast(/Canceled.*“contract”.*may still exist/).waitFor();
    await toast.close();
  });

  it('asks before it writes to Live, and names the file, the target and the cost', async () => {
    const { workbench: wb } = session();
    await switchTo(wb, 'Live');
    await fromExplorer('contract.pdf');
    await wb.quickInput.waitFor('Upload contract.pdf to Live');
    await wb.quickInput.pick('Draft document');
    await wb.quickInput.waitForMessage('Title of the document');
    await wb.quickInput.accept();
    await wb.dialog.waitFor('Upload contract.pdf to Live?');
    assert.match(await wb.dialog.detail(), /draft document “contract”, which uses one credit/);
    assert.deepEqual((await wb.dialog.buttons()).sort(), ['Cancel', 'Upload to Live']);
    await wb.dialog.cancel();
    assert.equal(emulators.live.journal.requests('POST').length, 0);
    await fromExplorer('contract.pdf');
    await asTemplate('Upload contract.pdf to Live');
    await wb.dialog.waitFor('Upload contract.pdf to Live?');
    assert.match(await wb.dialog.detail(), /A template costs nothing/);
    await wb.dialog.press('Upload to Live');
    const toast = await wb.toast(/^Created template .* in Live/).waitFor();
    assert.equal(sent(emulators.live, '/drafttemplate').length, 1);
    assert.equal(emulators.sandbox.journal.requests('POST').length, 0);
    await toast.press('Open in OpenSign');
    await wb.confirmOpenExternal(session().window, '/drafttemplate/');
  });

  it('leaves no trace of token, link or content in any log', () => {
    const logs = session().host.logFiles();
    assert.match(logs, /sandbox POST \/drafttemplate 200/i);
    for (const secret of [tokens.sandbox, tokens.live, '/drafttemplate/ey', 'JVBERi0']) {
      assert.ok(!logs.includes(secret), secret.slice(0, 8));
    }
  });
});
