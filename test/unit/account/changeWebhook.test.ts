import * as assert from 'node:assert';
import { startEmulator, type Emulator } from '../../emulator';
import { mayHaveHappened } from '../../../src/api/errors';
import { changeWebhook } from '../../../src/account/changeWebhook';
import { testClient, token } from '../support/client';

const url = 'https://example.com/hook?key=s3cret';
const { signal } = new AbortController();

/** Setting and removing against a server that behaves as OpenSign's. */
describe('changing the webhook', () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  async function setUp(mode: 'v1' | 'v1.2' = 'v1.2') {
    emulator = await startEmulator({ environment: 'sandbox', mode });
    const account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    const { client, log } = testClient(emulator.baseUrl, { readMs: 500 });
    return { emulator, account, webhook: client.webhook, log };
  }
  const accepted = { status: 200, body: { result: 'Webhook updated successfully!' } };

  for (const mode of ['v1', 'v1.2'] as const) {
    it(`sets and removes it, and reads back (${mode})`, async () => {
      const { account, webhook } = await setUp(mode);
      assert.strictEqual(await changeWebhook(webhook, url, signal), 'done');
      assert.strictEqual(account.webhookUrl, url);
      assert.strictEqual(await changeWebhook(webhook, undefined, signal), 'done');
      assert.strictEqual(account.webhookUrl, undefined);
    });
  }

  it('is content with one that is set already, which the server calls a conflict', async () => {
    const { emulator: server, account, webhook } = await setUp();
    account.webhookUrl = url;
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'done');
    assert.deepStrictEqual(
      server.journal.entries.map(({ method, status }) => [method, status]),
      [
        ['POST', 401],
        ['GET', 200],
      ],
    );
  });

  it('does not believe a server that accepts and does nothing', async () => {
    const { emulator: server, account, webhook } = await setUp();
    account.webhookUrl = 'https://example.com/old';
    server.faults.add({ method: 'POST', path: '/webhook', ...accepted });
    server.faults.add({ method: 'DELETE', path: '/webhook', ...accepted });
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'other');
    assert.strictEqual(await changeWebhook(webhook, undefined, signal), 'other');
  });

  it('says so when it was accepted and cannot be read back', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({
      method: 'GET',
      path: '/webhook',
      status: 405,
      body: { error: 'Invalid API Token!' },
    });
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'unseen');
  });

  it('finds out by reading when the answer got lost after the change', async () => {
    const { emulator: server, account, webhook } = await setUp();
    server.faults.add({ method: 'POST', path: '/webhook', cut: 'before', when: 'after' });
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'done');
    assert.strictEqual(account.webhookUrl, url);
    assert.strictEqual(server.journal.requests('POST', '/webhook').length, 1, 'it is not sent again');
  });

  it('rejects with an unknown outcome when the answer got lost and nothing shows the change', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({ method: 'POST', path: '/webhook', cut: 'before' });
    await assert.rejects(changeWebhook(webhook, url, signal), { kind: 'outcomeUnknown' });
    server.faults.add({ method: 'GET', path: '/webhook', status: 404, body: '<html>' });
    await assert.rejects(changeWebhook(webhook, url, signal), { kind: 'outcomeUnknown' });
  });

  it('rejects as the write does, and asks no more then', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({
      method: 'POST',
      path: '/webhook',
      status: 405,
      body: { error: 'Invalid API Token!' },
    });
    await assert.rejects(changeWebhook(webhook, url, signal), { kind: 'unauthorized' });
    assert.strictEqual(server.journal.requests('GET', '/webhook').length, 0);
  });

  it('rejects as possibly carried out when it is canceled while the server changes it', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({ method: 'POST', path: '/webhook', hang: true, when: 'after' });
    const abort = new AbortController();
    const rejected = assert.rejects(changeWebhook(webhook, url, abort.signal), mayHaveHappened);
    await server.journal.waitFor(({ path, body }) => path === '/webhook' && body !== undefined);
    abort.abort();
    await rejected;
    assert.strictEqual(server.journal.requests('GET', '/webhook').length, 0);
  });

  it('leaves no trace of the URL in the log', async () => {
    const { webhook, log } = await setUp();
    await changeWebhook(webhook, url, signal);
    await changeWebhook(webhook, undefined, signal);
    assert.ok(log.lines.length >= 4);
    assert.doesNotMatch(log.lines.join('\n'), /s3cret|example\.com/);
  });
});
