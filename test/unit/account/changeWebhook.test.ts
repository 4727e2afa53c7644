import * as assert from 'node:assert';
import { startEmulator, type Emulator } from '../../emulator';
import { mayHaveHappened } from '../../../src/api/errors';
import { changeWebhook, isOwnMachine, shortenUrl, checkWebhookUrl } from '../../../src/account/changeWebhook';
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

  it('accepts a URL that is already set, which the server reports as a conflict', async () => {
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

  it('detects a server that accepts the change and does nothing', async () => {
    const { emulator: server, account, webhook } = await setUp();
    account.webhookUrl = 'https://example.com/old';
    server.faults.add({ method: 'POST', path: '/webhook', ...accepted });
    server.faults.add({ method: 'DELETE', path: '/webhook', ...accepted });
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'other');
    assert.strictEqual(await changeWebhook(webhook, undefined, signal), 'other');
  });

  it('reports a change that was accepted but can’t be read back', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({
      method: 'GET',
      path: '/webhook',
      status: 405,
      body: { error: 'Invalid API Token!' },
    });
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'unseen');
  });

  it('finds out by reading if the response got lost after the change', async () => {
    const { emulator: server, account, webhook } = await setUp();
    server.faults.add({ method: 'POST', path: '/webhook', cut: 'before', when: 'after' });
    assert.strictEqual(await changeWebhook(webhook, url, signal), 'done');
    assert.strictEqual(account.webhookUrl, url);
    assert.strictEqual(server.journal.requests('POST', '/webhook').length, 1, 'it is not retried');
  });

  it('rejects with an unknown outcome if the response got lost and the URL has not changed', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({ method: 'POST', path: '/webhook', cut: 'before' });
    await assert.rejects(changeWebhook(webhook, url, signal), { kind: 'outcomeUnknown' });
    server.faults.add({ method: 'GET', path: '/webhook', status: 404, body: '<html>' });
    await assert.rejects(changeWebhook(webhook, url, signal), { kind: 'outcomeUnknown' });
  });

  it('rejects as the write does, without reading back', async () => {
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

  it('rejects as possibly carried out if it is canceled during the change', async () => {
    const { emulator: server, webhook } = await setUp();
    server.faults.add({ method: 'POST', path: '/webhook', hang: true, when: 'after' });
    const abort = new AbortController();
    const rejected = assert.rejects(changeWebhook(webhook, url, abort.signal), mayHaveHappened);
    await server.journal.waitFor(({ path, body }) => path === '/webhook' && body !== undefined);
    abort.abort();
    await rejected;
    assert.strictEqual(server.journal.requests('GET', '/webhook').length, 0);
  });

  it('does not log the URL', async () => {
    const { webhook, log } = await setUp();
    await changeWebhook(webhook, url, signal);
    await changeWebhook(webhook, undefined, signal);
    assert.ok(log.lines.length >= 4);
    assert.doesNotMatch(log.lines.join('\n'), /s3cret|example\.com/);
  });
});

describe('webhook URL', () => {
  for (const [text, problem] of [
    ['https://example.com', undefined],
    [' https://example.com/hook?key=a%20b ', undefined],
    ['https://user:password@example.com:8443/hook', undefined],
    ['HTTPS://EXAMPLE.COM/', undefined],
    ['', 'empty'],
    [' \t', 'empty'],
    ['http://example.com', 'notHttps'],
    ['ftp://example.com', 'notHttps'],
    ['example.com/hook', 'malformed'],
    ['https:example.com', 'malformed'],
    ['https:///hook', 'malformed'],
    ['https://', 'malformed'],
    ['https://example.com/a b', 'malformed'],
    ['https://exa<mple.com', 'malformed'],
    ['javascript:alert(1)', 'malformed'],
  ] as const) {
    it(`${text === '' ? '(nothing)' : text} is ${problem ?? 'good'}`, () => {
      assert.strictEqual(checkWebhookUrl(text), problem);
    });
  }

  it('of this machine is recognized', () => {
    assert.ok(isOwnMachine('https://localhost:3000/hook'));
    assert.ok(isOwnMachine(' https://127.0.0.1'));
    assert.ok(!isOwnMachine('https://localhost.example.com'));
    assert.ok(!isOwnMachine('localhost'));
  });

  it('is shown with both ends if it is long, so that two that differ late look different', () => {
    const start = `https://example.com/hook?key=${'k'.repeat(420)}`;
    assert.notStrictEqual(shortenUrl(`${start}1`), shortenUrl(`${start}2`));
    assert.match(shortenUrl(`${start}1`), /^https:\/\/example\.com\/hook\?key=k+…k+1$/);
    assert.strictEqual(shortenUrl(start).length, 300);
    assert.strictEqual(shortenUrl('https://example.com/hook'), 'https://example.com/hook');
  });
});
