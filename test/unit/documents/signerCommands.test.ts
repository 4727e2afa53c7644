import * as assert from 'node:assert';
import { OpenSignClient } from '../../../src/api/client';
import { isCanceled, mayHaveHappened } from '../../../src/api/errors';
import { createDocumentLists, createDocumentTexts, documentApi } from '../../../src/documents/documentApi';
import { DocumentNode, GroupNode } from '../../../src/documents/documentRows';
import { getDocument, type DocumentsContext } from '../../../src/documents/documentTarget';
import { resendEmail } from '../../../src/documents/signerCommands';
import { startEmulator, type Emulator } from '../../emulator';
import { seedDemo } from '../../emulator/seed';
import { ImpatientClock, KeptLog, testFetch, token } from '../support/client';
import { useDialog } from '../support/dialog';

describe('resending an email in Live', () => {
  let emulator: Emulator;
  afterEach(() => emulator.close());

  async function start() {
    emulator = await startEmulator({ environment: 'live' });
    const demo = seedDemo(emulator, { token });
    const clock = new ImpatientClock();
    const client = new OpenSignClient({
      environment: 'live',
      baseUrl: emulator.baseUrl,
      token,
      fetch: testFetch,
      clock,
      log: new KeptLog(),
      timeouts: { readMs: 5000, uploadMs: 5000 },
    });
    const environments = {
      active: 'live' as const,
      client: () => Promise.resolve(client),
      status: () => assert.fail('not used'),
      onDidChangeActive: () => ({ dispose: () => {} }),
    };
    const context: DocumentsContext = {
      environments,
      lists: createDocumentLists('live', environments.client, clock),
      clock,
      changes: { fire: () => {} },
      api: documentApi,
      texts: createDocumentTexts(),
      getTarget: (args, purpose) => getDocument(context, args, purpose),
      watching: { end: () => {} },
    };
    const found = demo.documents.find(({ title }) => title === 'NDA, Blue Harbor');
    assert.ok(found);
    const document = await client.documents.get(found.id);
    const node = new DocumentNode(new GroupNode('live', 'inprogress'), document);
    const { email: sender } = await client.getAccount();
    return { resend: () => resendEmail(context, [node]), sender, dialog: useDialog() };
  }

  const sent = () => emulator.journal.requests('POST', '/resendmail');

  it('asks with sender and recipient, and sends nothing when the dialog is closed', async () => {
    const { resend, sender, dialog } = await start();
    await resend();
    assert.deepStrictEqual(dialog.buttons, [['Send in Live']]);
    assert.ok(sender);
    assert.match(dialog.details[0] ?? '', new RegExp(`^Sender: .*${sender}`));
    assert.match(
      dialog.details[0] ?? '',
      /\n\n.+ <.+@.+> \(.+\)\n\nThis sends a real email, to this address only\.$/,
    );
    assert.strictEqual(sent().length, 0);
  });

  it('sends one email after consent, to the recipient in the question', async () => {
    const { resend, dialog } = await start();
    dialog.answer = 'Send in Live';
    await resend();
    const [entry] = sent();
    assert.strictEqual(sent().length, 1);
    const { email } = entry?.body as { email: string };
    assert.ok(dialog.details[0]?.includes(`<${email}>`));
  });

  it('reports canceling while the server may have sent the email', async () => {
    const { resend, dialog } = await start();
    dialog.answer = 'Send in Live';
    emulator.faults.add({ path: '/resendmail', hang: true, when: 'after' });
    const resending = assert.rejects(resend(), (error) => mayHaveHappened(error) && !isCanceled(error));
    await emulator.journal.waitFor(({ path, body }) => path === '/resendmail' && body !== undefined);
    dialog.cancel();
    await resending;
  });
});
