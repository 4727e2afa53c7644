import * as assert from 'node:assert';
import { startEmulator, type Emulator } from '../../emulator';
import { makePdf } from '../../fixtures/pdf';
import type { OpenSignClient } from '../../../src/api/client';
import { fetchFresh } from '../../../src/api/download';
import { createTemplateLists, templateApi } from '../../../src/templates/templateApi';
import { testClient, token } from '../support/client';

const fetchPdf = (client: OpenSignClient, id: string, signal: AbortSignal) =>
  fetchFresh(client, () => templateApi.readFileLink(client, id, signal), signal);

/** The list and the preview against the emulator. */
describe('templates of a real server', () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  async function setUp(options: { linkLifetimeMs?: number } = {}) {
    emulator = await startEmulator({ environment: 'sandbox', ...options });
    const account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    const { client, clock, log } = testClient(new URL(emulator.baseUrl).origin);
    const list = createTemplateLists('sandbox', () => Promise.resolve(client), clock).list('all');
    return { emulator, account, client, list, log };
  }

  it('reads 1,001 templates in three pages of 500', async () => {
    const { emulator: server, account, list } = await setUp();
    for (let number = 0; number < 1001; number++) {
      account.addTemplate({ title: `T${String(number)}`, roles: [{ role: 'Signer' }] });
    }
    const counts: number[] = [];
    await list.loadAll((items) => counts.push(items.length), new AbortController().signal);
    assert.deepStrictEqual([...new Set(counts)], [0, 500, 1000, 1001]);
    assert.deepStrictEqual(
      server.journal
        .requests('GET', '/templatelist')
        .map(({ query }) => `${query.skip ?? ''}+${query.limit ?? ''}`),
      ['0+500', '500+500', '1000+500'],
    );
  });

  it('misses nothing when a template changes between two pages', async () => {
    const { emulator: server, account, list } = await setUp();
    const oldest = account.addTemplate({ title: 'oldest', roles: [], updatedAt: new Date(0) });
    for (let number = 1; number <= 600; number++) {
      account.addTemplate({ title: `T${String(number)}`, roles: [], updatedAt: new Date(number * 1000) });
    }
    await list.refresh();
    server.control.touchTemplate(oldest.id);
    await list.loadMore();
    assert.strictEqual(list.state.items.length, 601);
    assert.strictEqual(list.state.items[0]?.id, oldest.id);
  });

  it('keeps its items when the URL is no longer an OpenSign API, and drops them with a rejected token', async () => {
    const { emulator: server, account, list } = await setUp();
    account.addTemplate({ title: 'kept', roles: [] });
    await list.refresh();
    const fail = (status: number, body: string | object) =>
      server.faults.add({ path: '/templatelist', status, body, times: 1 });
    fail(404, '<html>Cannot GET</html>');
    await list.refresh();
    assert.strictEqual(list.state.error?.message, 'notOpenSign (404)');
    assert.strictEqual(list.state.items.length, 1);
    fail(405, { error: 'Invalid API Token!' });
    await list.refresh();
    assert.strictEqual(list.state.error.message, 'unauthorized (405)');
    assert.deepStrictEqual([list.state.kind, list.state.items.length], ['failed', 0]);
    await list.refresh();
    assert.deepStrictEqual([list.state.error, list.state.items.length], [undefined, 1]);
  });

  it('aborts the request of an environment that is no longer active', async () => {
    const { emulator: server, list } = await setUp();
    server.faults.add({ path: '/templatelist', hang: true });
    void list.refresh();
    await server.journal.waitFor(({ path }) => path === '/templatelist');
    list.reset('live');
    await server.journal.waitFor(({ path, aborted }) => path === '/templatelist' && aborted === true);
  });

  it('previews by a fresh link, without the token, and logs no part of the link', async () => {
    const { emulator: server, account, client, log } = await setUp();
    const pdf = makePdf({ text: 'Preview' });
    const { id } = account.addTemplate({ title: 'NDA', roles: [], pdf });
    const bytes = await fetchPdf(client, id, new AbortController().signal);
    assert.deepStrictEqual(Buffer.from(bytes), pdf);
    const [download] = server.journal.entries.filter(({ origin }) => origin === 'files');
    assert.ok(download);
    assert.strictEqual(download.headers['x-api-token'], undefined);
    assert.ok(!log.lines.join().includes(download.fullPath));
  });

  it('reads another link once when the first has expired', async () => {
    const { emulator: server, account, client } = await setUp({ linkLifetimeMs: 0 });
    const { id } = account.addTemplate({ title: 'NDA', roles: [] });
    await assert.rejects(fetchPdf(client, id, new AbortController().signal), { kind: 'notFound' });
    assert.strictEqual(server.journal.requests('GET', `/template/${id}`).length, 2);
  });

  it('doesn’t retry when the template is gone', async () => {
    const { emulator: server, client } = await setUp();
    await assert.rejects(fetchPdf(client, 'Unknown001', new AbortController().signal), { kind: 'notFound' });
    assert.strictEqual(server.journal.requests('GET', '/template/*').length, 1);
  });
});
