import assert from 'node:assert/strict';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { ask, at, TOKEN } from './client';
import { FILE, SIGNERS } from './world';

describe('faults', () => {
  let emulator: Emulator;
  let account: Account;
  const create = { title: 'NDA', file: FILE, signers: SIGNERS };

  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    account = emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
  });
  afterEach(() => emulator.close());

  it('replaces the answer, counts, and runs out', async () => {
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

  it('answers JSON with headers', async () => {
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

  it('sends broken JSON as JSON', async () => {
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

  it('keeps a request back until it is let go, then runs the real handler', async () => {
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

  it('keeps an answer back after the real handler has run', async () => {
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

  it('delays', async () => {
    emulator.faults.add({ path: '/getuser', delayMs: 30, times: 1 });
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 200);
    // Long enough to be still waiting when others were answered, on any machine.
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

  it('never answers, and learns that the client gave up', async () => {
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

  it('does not create when the client gives up on a held request', async () => {
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
    it(`cuts the line ${when} the real handler`, async () => {
      emulator.faults.add({ path: '/createtemplate', cut: 'before', when });
      await assert.rejects(ask(emulator, 'POST', '/createtemplate', { body: create }));
      assert.equal(account.templates().length, made);
      const entry = await emulator.journal.waitFor(({ finishedAt }) => finishedAt !== undefined);
      assert.deepEqual([entry.status, entry.aborted], [undefined, undefined]);
    });

    it(`answers 502 ${when} the real handler`, async () => {
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

  it('closes while requests hang', async () => {
    emulator.faults.add({ path: '/getuser', hang: true });
    emulator.faults.add({ path: '/templatelist', hold: new Promise(() => {}) });
    const answers = ['/getuser', '/templatelist'].map((path) => assert.rejects(ask(emulator, 'GET', path)));
    await emulator.journal.waitFor(({ path, fault }) => path === '/templatelist' && fault !== undefined);
    await emulator.journal.waitFor(({ path, fault }) => path === '/getuser' && fault !== undefined);
    await emulator.close();
    await Promise.all(answers);
  });
});
