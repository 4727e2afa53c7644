import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { ask, at, TOKEN } from './client';
import { FILE, SIGNERS } from './world';

describe('faults', () => {
  let emulator: Emulator;
  let account: Account;
  const create = { title: 'NDA', file: FILE, signers: SIGNERS };

  /** Without `fetch`, which repeats requests after a 421 and rejects a 407. */
  const send = async (
    path: string,
    body?: object,
  ): Promise<{ status: number; headers: IncomingHttpHeaders }> => {
    const sending = request(emulator.baseUrl + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'x-api-token': TOKEN, 'content-type': 'application/json' },
    });
    sending.end(body && JSON.stringify(body));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return { status: response.statusCode ?? 0, headers: response.headers };
  };

  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    account = emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
  });
  afterEach(() => emulator.close());

  it('replaces the response, counts its hits, and ends after `times`', async () => {
    const fault = emulator.faults.add({
      path: '/getuser',
      status: 502,
      body: '<html>Bad gateway</html>',
      times: 2,
    });
    for (let i = 0; i < 2; i++) {
      const { status, type, text } = await ask(emulator, 'GET', '/getuser');
      assert.deepEqual([status, type, text], [502, 'text/html; charset=utf-8', '<html>Bad gateway</html>']);
    }
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 200);
    assert.equal(fault.hits, 2);
  });

  it('responds with JSON and headers', async () => {
    const headers = { 'retry-after': '7' };
    emulator.faults.add({
      method: 'get',
      path: '/template/*',
      status: 429,
      body: { error: 'Slow down' },
      headers,
    });
    const answer = await ask(emulator, 'GET', '/template/AAAAAAAAAA');
    assert.deepEqual([answer.status, answer.json], [429, { error: 'Slow down' }]);
    assert.equal(answer.headers.get('retry-after'), '7');
    assert.equal((await ask(emulator, 'DELETE', '/template/AAAAAAAAAA')).status, 404);
  });

  it('sends invalid JSON with a JSON content type', async () => {
    emulator.faults.add({
      path: /^\/templatel/,
      body: '{"result":[',
      headers: { 'content-type': 'application/json' },
    });
    const { status, type, text, json } = await ask(emulator, 'GET', '/templatelist');
    assert.deepEqual([status, type, text, json], [200, 'application/json', '{"result":[', undefined]);
  });

  it('can be removed', async () => {
    const one = emulator.faults.add({ path: '/getuser', status: 500 });
    one.remove();
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 200);
    emulator.faults.add({ path: '/getuser', status: 500 });
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 500);
    emulator.faults.clear();
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 200);
    assert.equal(one.hits, 0);
  });

  it('redirects', async () => {
    emulator.faults.add({ path: '/getuser', redirect: 'http://127.0.0.1:1/x' });
    const { status, headers } = await ask(emulator, 'GET', '/getuser');
    assert.deepEqual([status, headers.get('location')], [302, 'http://127.0.0.1:1/x']);
  });

  it('holds a request until the promise resolves, then runs the real handler', async () => {
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    emulator.faults.add({ path: '/createtemplate', hold });
    const answer = ask(emulator, 'POST', '/createtemplate', { body: create });
    await emulator.journal.waitFor(({ fault }) => fault !== undefined);
    assert.equal(account.templates().length, 0);
    release();
    assert.equal((await answer).status, 200);
    assert.equal(account.templates().length, 1);
  });

  it('holds the response of the real handler', async () => {
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    emulator.faults.add({ path: '/createtemplate', hold, when: 'after' });
    const answer = ask(emulator, 'POST', '/createtemplate', { body: create });
    await emulator.journal.waitFor(({ fault }) => fault !== undefined);
    assert.equal(account.templates().length, 1);
    release();
    assert.equal(at((await answer).json, 'objectId'), account.templates()[0]?.id);
  });

  it('sends a status once that makes clients repeat the request, then responds', async () => {
    const fault = emulator.faults.add({ path: '/createtemplate', status: 421, times: 1 });
    const refused = await send('/createtemplate', create);
    assert.deepEqual([refused.status, account.templates().length], [421, 0]);
    const taken = await send('/createtemplate', create);
    assert.deepEqual([taken.status, account.templates().length, fault.hits], [200, 1, 1]);
  });

  it('responds like a proxy that requires a login', async () => {
    emulator.faults.add({
      path: '/getuser',
      status: 407,
      body: '<html>Proxy Authentication Required</html>',
      headers: { 'proxy-authenticate': 'Basic realm="proxy"' },
    });
    const { status, headers } = await send('/getuser');
    assert.deepEqual([status, headers['proxy-authenticate']], [407, 'Basic realm="proxy"']);
  });

  it('creates a page for each request of an endless list', async () => {
    emulator.faults.add({
      path: '/templatelist',
      makeBody: ({ query }) => ({ result: [{ objectId: `T${query['skip'] ?? 0}` }] }),
    });
    for (const skip of [0, 1, 700]) {
      const { type, json } = await ask(emulator, 'GET', `/templatelist?skip=${skip}`);
      assert.equal(type, 'application/json; charset=utf-8');
      assert.deepEqual(json, { result: [{ objectId: `T${skip}` }] });
    }
  });

  it('sends bytes unchanged', async () => {
    const body = gzipSync('{"name":"Ada"}');
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    emulator.faults.add({ path: '/getuser', body, headers });
    assert.deepEqual((await ask(emulator, 'GET', '/getuser')).json, { name: 'Ada' });
  });

  it('pads the response of a completed write to any size', async () => {
    const bytes = 200_000;
    emulator.faults.add({ path: '/createtemplate', padTo: bytes });
    const { headers, text, json } = await ask(emulator, 'POST', '/createtemplate', { body: create });
    assert.deepEqual([headers.get('content-length'), text.length], [String(bytes), bytes]);
    assert.equal(at(json, 'objectId'), account.templates()[0]?.id);
  });

  it('sends an endless response until the client disconnects', async () => {
    emulator.faults.add({ path: '/templatelist', padTo: Infinity });
    const abort = new AbortController();
    const { body, headers } = await fetch(`${emulator.baseUrl}/templatelist`, {
      headers: { 'x-api-token': TOKEN },
      signal: abort.signal,
    });
    assert.equal(headers.get('content-length'), null);
    const reader = body?.getReader();
    for (let read = 0; read < 1_000_000;) read += (await reader?.read())?.value?.length ?? Infinity;
    abort.abort();
    await emulator.journal.waitFor(({ aborted }) => aborted === true);
  });

  it('cuts a padded response', async () => {
    emulator.faults.add({ path: '/getuser', padTo: 100_000, cut: 70_000 });
    const response = await fetch(`${emulator.baseUrl}/getuser`, { headers: { 'x-api-token': TOKEN } });
    assert.equal(response.headers.get('content-length'), '100000');
    await assert.rejects(response.text());
  });

  it('sends a response in small pieces', async () => {
    emulator.faults.add({ path: '/getuser', trickle: { bytes: 20, everyMs: 1 } });
    const response = await fetch(`${emulator.baseUrl}/getuser`, { headers: { 'x-api-token': TOKEN } });
    const reader = response.body?.getReader();
    const pieces: Uint8Array[] = [];
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read())
      pieces.push(piece.value);
    assert.ok(pieces.length > 1);
    assert.equal((JSON.parse(Buffer.concat(pieces).toString()) as { name: string }).name, 'Ada');
  });

  it('delays a response', async () => {
    emulator.faults.add({ path: '/getuser', delayMs: 30, times: 1 });
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 200);
    // Long enough to be pending when the other requests have ended.
    emulator.faults.add({ path: '/getuser', delayMs: 3_600_000 });
    const abort = new AbortController();
    let answered = false;
    const delayed = ask(emulator, 'GET', '/getuser', { signal: abort.signal }).then(() => (answered = true));
    const ended = assert.rejects(delayed, { name: 'AbortError' });
    await emulator.journal.waitFor(({ fault, status }) => fault !== undefined && status === undefined);
    assert.equal((await ask(emulator, 'GET', '/templatelist')).status, 200);
    assert.equal(answered, false);
    abort.abort();
    await ended;
  });

  it('never responds, and notices that the client disconnected', async () => {
    emulator.faults.add({ path: '/getuser', hang: true });
    const abort = new AbortController();
    const answer = assert.rejects(ask(emulator, 'GET', '/getuser', { signal: abort.signal }), {
      name: 'AbortError',
    });
    await emulator.journal.waitFor(({ fault }) => fault !== undefined);
    abort.abort();
    await answer;
    const entry = await emulator.journal.waitFor(({ aborted }) => aborted === true);
    assert.equal(entry.status, undefined);
  });

  it('doesn’t create an object if the client aborts a held request', async () => {
    emulator.faults.add({ path: '/createtemplate', hold: new Promise(() => {}) });
    const abort = new AbortController();
    const options = { body: create, signal: abort.signal };
    const answer = assert.rejects(ask(emulator, 'POST', '/createtemplate', options));
    await emulator.journal.waitFor(({ fault }) => fault !== undefined);
    abort.abort();
    await answer;
    await emulator.journal.waitFor(({ aborted }) => aborted === true);
    assert.equal(account.templates().length, 0);
  });

  for (const [when, made] of [
    ['before', 0],
    ['after', 1],
  ] as const) {
    it(`closes the connection ${when} the real handler`, async () => {
      emulator.faults.add({ path: '/createtemplate', cut: 'before', when });
      await assert.rejects(ask(emulator, 'POST', '/createtemplate', { body: create }));
      assert.equal(account.templates().length, made);
      const entry = await emulator.journal.waitFor(({ finishedAt }) => finishedAt !== undefined);
      assert.deepEqual([entry.status, entry.aborted], [undefined, undefined]);
    });

    it(`responds with 502 ${when} the real handler`, async () => {
      emulator.faults.add({ path: '/createtemplate', status: 502, body: 'Bad gateway', when });
      const { status, text, headers } = await ask(emulator, 'POST', '/createtemplate', { body: create });
      assert.deepEqual([status, text, headers.get('etag')], [502, 'Bad gateway', null]);
      assert.equal(account.templates().length, made);
    });
  }

  for (const bytes of [0, 10]) {
    it(`cuts a download after ${bytes} bytes`, async () => {
      const { id } = account.addTemplate({ roles: [{}] });
      const link = at((await ask(emulator, 'GET', `/template/${id}`)).json, 'file');
      emulator.faults.add({ path: '/files/*', cut: bytes });
      const response = await fetch(link);
      assert.equal(response.status, 200);
      assert.ok(Number(response.headers.get('content-length')) > bytes);
      await assert.rejects(response.arrayBuffer());
    });
  }

  it('closes pending connections', async () => {
    emulator.faults.add({ path: '/getuser', hang: true });
    emulator.faults.add({ path: '/templatelist', hold: new Promise(() => {}) });
    const answers = ['/getuser', '/templatelist'].map((path) => assert.rejects(ask(emulator, 'GET', path)));
    await emulator.journal.waitFor(({ path, fault }) => path === '/templatelist' && fault !== undefined);
    await emulator.journal.waitFor(({ path, fault }) => path === '/getuser' && fault !== undefined);
    await emulator.close();
    await Promise.all(answers);
  });
});
