import assert from 'node:assert/strict';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';
import { makePdf } from '../../fixtures/pdf';
import { ask, at, TOKEN, type Answer } from './client';
import { CARLA, FILE, SIGNATURE, SIGNERS } from './world';

const MIB = 1024 * 1024;

describe('limits', () => {
  let emulator: Emulator;
  const start = async (options: Partial<EmulatorOptions> = {}): Promise<void> => {
    emulator = await startEmulator({ environment: 'sandbox', ...options });
  };
  const account = (credits: number, more: object = {}) =>
    emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com', credits, ...more });
  const create = (bytes: number): Promise<Answer> => {
    const file = makePdf({ bytes }).toString('base64');
    return ask(emulator, 'POST', '/createtemplate', { body: { title: 'x', file, signers: SIGNERS } });
  };
  const DOCUMENT = { title: 'x', file: FILE, signers: [{ ...CARLA, widgets: [SIGNATURE] }] };
  afterEach(() => emulator.close());

  it('accepts up to 10 MiB', async () => {
    await start();
    account(1);
    assert.equal((await create(10 * MIB)).status, 200);
    const { status, json } = await create(10 * MIB + 1);
    assert.deepEqual([status, json], [400, { error: 'File too large. Max allowed file size is 10 MB' }]);
  });

  it('rejects a large file with the vague 400 on a v1 server', async () => {
    await start({ mode: 'v1', maxFileBytes: 2_000 });
    account(1);
    assert.equal((await create(2_000)).status, 200);
    const { status, text } = await create(2_001);
    assert.deepEqual([status, text.includes('Something went wrong')], [400, true]);
  });

  it('accepts and rejects the sizes observed on a self-hosted v1 server', async () => {
    await start({ mode: 'v1' });
    account(1);
    const answers: [number, string][] = [];
    for (const megabytes of [11, 24, 40]) {
      const { status, type, text } = await create(megabytes * 1_000_000);
      answers.push([status, type.includes('html') ? 'html' : text.slice(0, 30)]);
    }
    assert.deepEqual(answers, [
      [200, (answers[0] ?? [])[1]],
      [400, '{"error":"Something went wrong'],
      [413, 'html'],
    ]);
  });

  it('supports other limits and the vague 400 in v1.2', async () => {
    await start({ maxFileBytes: 3 * MIB });
    account(1);
    const named = await create(3 * MIB + 1);
    assert.deepEqual(named.json, { error: 'File too large. Max allowed file size is 3 MB' });
    await emulator.close();
    await start({ maxFileBytes: 2_000, quirks: { vagueFileTooLarge: true } });
    account(1);
    const { status, text } = await create(2_001);
    assert.deepEqual([status, text.includes('Something went wrong')], [400, true]);
  });

  it('rejects a large body before it checks the token', async () => {
    await start({ jsonLimitBytes: 20_000 });
    const body = { file: 'x'.repeat(20_000) };
    const { status, type, text } = await ask(emulator, 'POST', '/createtemplate', { token: 'wrong', body });
    assert.deepEqual([status, type], [413, 'text/html; charset=utf-8']);
    assert.match(text, /<pre>PayloadTooLargeError: request entity too large<br>/);
  });

  it('uses credits of the plan first, and rejects calls without credits', async () => {
    await start();
    const ada = account(2, { addonCredits: 1 });
    const { id } = ada.addTemplate({ title: 'T', roles: [{ role: 'Customer' }] });
    const calls: [string, object][] = [
      ['/createdocument', DOCUMENT],
      [`/createdocument/${id}`, { signers: [CARLA] }],
      ['/draftdocument', { title: 'x', file: FILE }],
    ];
    const left: string[] = [];
    for (const [path, body] of calls) {
      assert.equal((await ask(emulator, 'POST', path, { body })).status, 200);
      const { json } = await ask(emulator, 'GET', '/getcredits');
      left.push(`${at(json, 'plan_credits')}+${at(json, 'addon_credits')}=${at(json, 'total_credits')}`);
    }
    assert.deepEqual(left, ['1+1=2', '0+1=1', '0+0=0']);
    for (const path of ['/createdocument', '/createdocument/unknown', '/draftdocument', '/selfsign']) {
      const answer = await ask(emulator, 'POST', path, { body: {} });
      assert.equal(answer.status, 429);
      assert.deepEqual(answer.json, { error: 'Quota reached, Please buy credits and try again later.' });
      assert.equal(answer.headers.get('retry-after'), null);
    }
    emulator.control.setCredits(ada, 1);
    assert.equal((await ask(emulator, 'POST', '/createdocument', { body: DOCUMENT })).status, 200);
  });

  it('uses no credits for templates, rejected calls, revoking and deleting', async () => {
    await start();
    const ada = account(5);
    const { id } = ada.addDocument({ title: 'D', roles: [{ role: 'A', email: 'a@example.com' }] });
    for (const path of ['/createtemplate', '/drafttemplate', '/publictemplate']) {
      assert.equal((await ask(emulator, 'POST', path, { body: DOCUMENT })).status, 200);
    }
    assert.equal((await ask(emulator, 'POST', '/createdocument', { body: { title: 'x' } })).status, 400);
    assert.equal((await ask(emulator, 'POST', `/document/${id}`, { body: {} })).status, 200);
    assert.equal((await ask(emulator, 'DELETE', `/document/${id}`)).status, 200);
    assert.equal(ada.credits, 5);
  });

  it('requires a subscription for calls that use credits', async () => {
    await start();
    account(5, { subscription: false });
    const { status, json } = await ask(emulator, 'POST', '/createdocument/AAAAAAAAAA', { body: {} });
    assert.deepEqual([status, json], [400, { error: 'Please purchase or renew your subscription.' }]);
    const credits = await ask(emulator, 'GET', '/getcredits');
    assert.deepEqual([credits.status, credits.json], [400, { error: 'Subscription not found!' }]);
  });

  it('separates environments, and invalidates a replaced token', async () => {
    await start();
    const ada = account(1);
    const live = await startEmulator({ environment: 'live' });
    assert.equal((await ask(live, 'GET', '/getuser')).status, 405);
    await live.close();
    emulator.regenerateToken(ada, 'test.NEW');
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 405);
    assert.equal((await ask(emulator, 'GET', '/getuser', { token: 'test.NEW' })).status, 200);
  });

  it('has no API as a community server', async () => {
    await start({ community: true });
    account(1);
    const { status, type, text } = await ask(emulator, 'GET', '/getuser');
    assert.deepEqual([status, type], [404, 'text/html; charset=utf-8']);
    assert.match(text, /Cannot GET \/api\/v1\.2\/getuser/);
  });

  it('rejects every token as an old community server with API routes', async () => {
    await start({ mode: 'v1', community: 'noTokens' });
    account(1);
    const { status, json } = await ask(emulator, 'GET', '/getuser');
    assert.deepEqual([status, json], [405, { error: 'Invalid API Token!' }]);
    assert.equal((await ask(emulator, 'GET', '/getcredits')).type, 'text/html; charset=utf-8');
  });

  const PATHS = ['/api/v1.2', '/api/v1.1', '/api/v1'];
  const served: [string, Partial<EmulatorOptions>, string[]][] = [
    ['all its versions', {}, PATHS],
    ['v1 only as a v1 server', { mode: 'v1' }, ['/api/v1']],
    ['only the configured versions', { basePath: ['/api/v1.1/', '/api/v1'] }, ['/api/v1.1', '/api/v1']],
  ];
  for (const [name, options, paths] of served) {
    it(`serves ${name}`, async () => {
      await start(options);
      account(1);
      assert.equal(emulator.baseUrl, emulator.origin + (paths[0] ?? ''));
      for (const path of PATHS) {
        const { status, type } = await ask(emulator, 'GET', `${emulator.origin}${path}/getuser`);
        const wanted = paths.includes(path) ? [200, 'application/json'] : [404, 'text/html'];
        assert.deepEqual([status, type.split(';')[0]], wanted, path);
      }
    });
  }

  it('can be restricted to one path', async () => {
    await start({ basePath: '/v1/' });
    account(1);
    assert.equal(emulator.baseUrl, `${emulator.origin}/v1`);
    assert.equal((await ask(emulator, 'GET', '/getuser')).status, 200);
    assert.equal(emulator.journal.entries[0]?.path, '/getuser');
    assert.equal((await ask(emulator, 'GET', `${emulator.origin}/api/v1.2/getuser`)).status, 404);
  });

  it('supports HEAD, OPTIONS, CORS and 304', async () => {
    await start();
    account(1);
    assert.equal((await ask(emulator, 'HEAD', '/getuser')).status, 200);
    assert.equal((await ask(emulator, 'OPTIONS', '/getuser')).status, 204);
    const { headers } = await ask(emulator, 'GET', '/getuser');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    const refused = await ask(emulator, 'GET', '/getuser', { token: 'wrong' });
    assert.deepEqual([refused.headers.get('allow'), refused.headers.get('www-authenticate')], [null, null]);
    const again = await ask(emulator, 'GET', '/getuser', {
      headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    assert.deepEqual([again.status, again.text], [304, '']);
  });
});
