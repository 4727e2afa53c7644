import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator';
import { makePdf } from '../../fixtures/pdf';
import { ask, at, TOKEN } from './client';

describe('file links', () => {
  let emulator: Emulator;
  const pdf = makePdf({ text: 'The file' });
  const start = async (options: object = {}, templates = 1): Promise<string> => {
    emulator = await startEmulator({ environment: 'live', ...options });
    const account = emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
    const made = Array.from({ length: templates }, () =>
      account.addTemplate({ title: 'A/B c', roles: [{}], pdf }),
    );
    return at((await ask(emulator, 'GET', `/template/${made[0]?.id ?? ''}`)).json, 'file');
  };
  afterEach(() => emulator.close());

  it('point to another origin, and return the PDF', async () => {
    const link = await start();
    assert.equal(new URL(link).origin, emulator.filesOrigin);
    assert.notEqual(emulator.filesOrigin, emulator.origin);
    const response = await fetch(link);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.equal(response.headers.get('content-length'), String(pdf.length));
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), pdf);
    assert.equal((await fetch(link, { method: 'HEAD' })).status, 200);
  });

  it('are rejected with a token', async () => {
    const link = await start();
    for (const headers of [{ 'x-api-token': 'any' }, { authorization: 'Bearer any' }]) {
      const { status, text } = await ask(emulator, 'GET', link, { token: null, headers });
      assert.equal(status, 400);
      assert.match(text, /<Code>InvalidArgument<\/Code>/);
    }
  });

  it('expire', async () => {
    const { status, type, text } = await ask(emulator, 'GET', await start({ linkLifetimeMs: 0 }), {
      token: null,
    });
    assert.deepEqual([status, type], [403, 'application/xml; charset=utf-8']);
    assert.match(text, /^<\?xml.*<Code>AccessDenied<\/Code><Message>Request has expired/s);
  });

  it('can’t be forged or extended', async () => {
    const link = new URL(await start());
    link.searchParams.set('X-Emulator-Expires-At', String(Date.now() + 1e9));
    assert.match((await ask(emulator, 'GET', link.href, { token: null })).text, /SignatureDoesNotMatch/);
    link.search = '';
    assert.equal((await ask(emulator, 'GET', link.href, { token: null })).status, 403);
  });

  it('in a list only work for a single item', async () => {
    await start({}, 3);
    const statuses = async (query: string): Promise<number[]> => {
      const { json } = await ask(emulator, 'GET', `/templatelist${query}`);
      const { result } = json as { result: { file: string }[] };
      return Promise.all(result.map(async ({ file }) => (await fetch(file)).status));
    };
    assert.deepEqual(await statuses(''), [403, 403, 403]);
    assert.deepEqual(await statuses('?limit=1'), [200]);
  });

  it('are unsigned and don’t expire on a v1 server', async () => {
    const link = await start({ mode: 'v1', linkLifetimeMs: 0 }, 2);
    assert.equal(new URL(link).search, '');
    assert.equal((await fetch(link)).status, 200);
    const { status, type, text } = await ask(emulator, 'GET', `${emulator.filesOrigin}/none.pdf`, {
      token: null,
    });
    assert.deepEqual([status, type, text], [404, 'text/plain; charset=utf-8', 'File not found.']);
  });

  it('contain the valid characters of the title in the file name', async () => {
    assert.match(await start(), /\/files\/[0-9a-f]{32}_ABc\.pdf\?/);
  });
});
