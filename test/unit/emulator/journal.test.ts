import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator';
import { ask, at, TOKEN } from './client';
import { FILE, SIGNERS } from './world';

describe('journal', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'live' });
    emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
  });
  afterEach(() => emulator.close());

  it('records requests and responses', async () => {
    const body = { title: 'x', file: FILE, signers: SIGNERS };
    await ask(emulator, 'POST', '/createtemplate', { body });
    await ask(emulator, 'GET', '/TemplateList?limit=5&skip=2', { headers: { 'X-Odd': 'Yes' } });
    const [created, listed] = emulator.journal.entries;
    assert.deepEqual(
      [created?.origin, created?.method, created?.path, created?.fullPath],
      ['api', 'POST', '/createtemplate', '/api/v1.2/createtemplate'],
    );
    assert.equal(created?.requestBytes, Buffer.byteLength(JSON.stringify(body)));
    assert.deepEqual([created.body, created.status], [body, 200]);
    assert.ok(created.responseBytes > 100 && created.startedAt <= Date.now());
    assert.deepEqual([listed?.path, listed?.query], ['/TemplateList', { limit: '5', skip: '2' }]);
    assert.deepEqual([listed?.headers['x-odd'], listed?.headers['x-api-token']], ['Yes', TOKEN]);
  });

  it('filters entries, and can be cleared', async () => {
    await ask(emulator, 'GET', '/getuser');
    await ask(emulator, 'GET', '/template/AAAAAAAAAA');
    await ask(emulator, 'DELETE', '/template/AAAAAAAAAA');
    const { journal } = emulator;
    assert.equal(journal.requests().length, 3);
    assert.equal(journal.requests('get').length, 2);
    assert.equal(journal.requests('DELETE', '/template/*').length, 1);
    assert.equal(journal.requests(undefined, /^\/template\//).length, 2);
    assert.equal(journal.requests('GET', '/template').length, 0);
    journal.clear();
    assert.deepEqual(journal.entries, []);
  });

  it('records the origin, and skips control calls', async () => {
    const { id } = emulator
      .addAccount({ token: 'opensign.x', name: 'B', email: 'b@example.com' })
      .addTemplate({ title: 'T', roles: [{ role: 'A' }] });
    const link = at((await ask(emulator, 'GET', `/template/${id}`, { token: 'opensign.x' })).json, 'file');
    await fetch(link);
    await fetch(`${emulator.filesOrigin}/__control/state`);
    assert.deepEqual(
      emulator.journal.entries.map(({ origin, status }) => [origin, status]),
      [
        ['api', 200],
        ['files', 200],
      ],
    );
  });

  it('waits for an entry, or finds an existing one', async () => {
    const wait = emulator.journal.waitFor(({ path, status }) => path === '/getuser' && status === 200);
    await ask(emulator, 'GET', '/templatelist');
    await ask(emulator, 'GET', '/getuser');
    assert.equal((await wait).path, '/getuser');
    assert.equal((await emulator.journal.waitFor(({ path }) => path === '/templatelist')).status, 200);
  });

  it('lists the received requests on a timeout', async () => {
    await ask(emulator, 'GET', '/getuser');
    await assert.rejects(
      emulator.journal.waitFor(() => false, 5),
      /within 5 ms\. Received: GET \/getuser 200/,
    );
  });

  it('records a request as soon as its headers arrive', async () => {
    const abort = new AbortController();
    let half: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        half = controller;
        controller.enqueue(Buffer.from('{"title":'));
      },
    });
    const sending = fetch(`${emulator.baseUrl}/createtemplate`, {
      method: 'POST',
      body,
      duplex: 'half',
      signal: abort.signal,
      headers: { 'x-api-token': TOKEN, 'content-type': 'application/json' },
    } as RequestInit);
    const entry = await emulator.journal.waitFor(({ method }) => method === 'POST');
    assert.equal(entry.status, undefined);
    const failed = assert.rejects(sending);
    abort.abort();
    await failed;
    assert.ok(half);
    assert.equal((await emulator.journal.waitFor(({ aborted }) => aborted === true)).path, '/createtemplate');
  });
});
