import * as assert from 'node:assert';
import { startEmulator, type Emulator } from '../../emulator';
import { seedDemo } from '../../emulator/seed';
import { documentGroups, type DocumentGroup } from '../../../src/api/document';
import { fetchFresh } from '../../../src/api/download';
import { createDocumentLists, type DocumentLists } from '../../../src/documents/documentApi';
import { countText } from '../../../src/documents/documentTexts';
import { testClient, token } from '../support/client';

/** The groups against the emulator. */
describe('document groups', () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  async function setUp(mode: 'v1' | 'v1.2' = 'v1.2') {
    emulator = await startEmulator({ environment: 'sandbox', mode });
    const demo = seedDemo(emulator, { token });
    const { client, clock, log } = testClient(emulator.baseUrl);
    const groups = createDocumentLists('sandbox', () => Promise.resolve(client), clock);
    return { emulator, demo, client, groups, log };
  }
  const titles = (groups: DocumentLists, group: DocumentGroup) =>
    groups.list(group).state.items.map(({ title }) => title);
  const asked = (server: Emulator) =>
    server.journal.requests('GET', '/documentlist/*').map(({ path }) => path.split('/').at(-1));

  it('make no request until a group is opened, and then one for that group', async () => {
    const { emulator: server, groups } = await setUp();
    assert.deepStrictEqual([groups.opened, server.journal.requests('GET', '/documentlist/*')], [[], []]);
    await groups.list('expired').refresh();
    assert.deepStrictEqual(asked(server), ['expired']);
    assert.deepStrictEqual([groups.opened, titles(groups, 'expired')], [['expired'], ['NDA, Lost Bay']]);
    await groups.refresh();
    assert.deepStrictEqual(asked(server), ['expired', 'expired']);
  });

  for (const mode of ['v1', 'v1.2'] as const) {
    it(`${mode}: hold every document once, in the group of its state`, async () => {
      const { groups } = await setUp(mode);
      for (const group of documentGroups) {
        await groups.list(group).refresh();
      }
      assert.deepStrictEqual(
        documentGroups.map((group) => titles(groups, group).sort()),
        [
          ['NDA, Blue Harbor', 'NDA, West Quay'],
          ['NDA, Old Mill'],
          ['NDA, Far Shore'],
          ['NDA, Lost Bay'],
          ['NDA, North Pier (draft)'],
        ],
      );
    });
  }

  it('are read one after another', async () => {
    const { emulator: server, groups } = await setUp();
    server.faults.add({ path: '/documentlist/*', delayMs: 30 });
    let busiest = 0;
    groups.onDidChange(() => {
      busiest = Math.max(busiest, groups.states.filter(({ busy }) => busy !== undefined).length);
    });
    await Promise.all(documentGroups.map((group) => groups.list(group).refresh()));
    assert.strictEqual(asked(server).length, 5);
    assert.strictEqual(busiest, 1);
  });

  it('show a document that moved once, in its new group, after a refresh', async () => {
    const { emulator: server, demo, groups } = await setUp();
    for (const group of documentGroups) {
      await groups.list(group).refresh();
    }
    const moved = demo.documents.find(({ title }) => title === 'NDA, West Quay');
    assert.ok(moved);
    assert.strictEqual(groups.find(moved.id)?.name, 'inprogress');
    server.control.sign(moved.id, 'omar@example.com');
    await groups.refresh();
    assert.deepStrictEqual(
      documentGroups.filter((group) => groups.list(group).state.items.some(({ id }) => id === moved.id)),
      ['completed'],
    );
    assert.strictEqual(groups.find(moved.id)?.name, 'completed');
  });

  it('are read page by page, and count what was read', async () => {
    const { demo, groups } = await setUp();
    for (let number = 0; number < 600; number++) {
      demo.account.addDocument({ title: `D${String(number)}`, roles: [], state: 'declined' });
    }
    const list = groups.list('declined');
    assert.strictEqual(countText(list.state), undefined);
    await list.refresh();
    assert.strictEqual(countText(list.state), '500+');
    await list.loadMore();
    assert.strictEqual(countText(list.state), '601');
    await groups.list('draft').refresh();
    assert.strictEqual(countText(groups.list('draft').state), '1');
  });

  it('keep no file link', async () => {
    const { groups } = await setUp();
    await groups.list('completed').refresh();
    assert.ok(!JSON.stringify(groups.states).includes('http'));
  });

  it('abort the request and drop its response when the environment changes', async () => {
    const { emulator: server, groups } = await setUp();
    server.faults.add({ path: '/documentlist/*', hang: true });
    void groups.list('inprogress').refresh();
    void groups.list('completed').refresh();
    await server.journal.waitFor(({ path }) => path.startsWith('/documentlist'));
    groups.reset('live');
    await server.journal.waitFor(({ path, aborted }) => path.startsWith('/documentlist') && aborted === true);
    assert.deepStrictEqual([groups.opened, groups.environment], [[], 'live']);
    assert.strictEqual(asked(server).length, 1, 'the queued request was never made');
  });

  it('keep an error to its group', async () => {
    const { emulator: server, groups } = await setUp();
    server.faults.add({ path: '/documentlist/completed', status: 500, body: { error: 'no' } });
    await groups.list('completed').refresh();
    await groups.list('declined').refresh();
    assert.deepStrictEqual(
      groups.states.map(({ kind, error }) => [kind, error?.message]),
      [
        ['idle', undefined],
        ['failed', 'server (500)'],
        ['ready', undefined],
        ['idle', undefined],
        ['idle', undefined],
      ],
    );
  });

  it('fetch signed PDF and certificate by fresh links, without the token', async () => {
    const { emulator: server, demo, client, log } = await setUp();
    const done = demo.documents.find(({ state }) => state === 'completed');
    assert.ok(done);
    const { signal } = new AbortController();
    for (const kind of ['file', 'certificate'] as const) {
      const read = async () => (await client.documents.get(done.id, signal))[kind];
      const bytes = await fetchFresh(client, read, signal);
      assert.strictEqual(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-');
    }
    const downloads = server.journal.entries.filter(({ origin }) => origin === 'files');
    assert.strictEqual(downloads.length, 2);
    for (const { headers, fullPath } of downloads) {
      assert.strictEqual(headers['x-api-token'], undefined);
      assert.ok(!log.lines.join().includes(fullPath));
    }
    const draft = demo.documents.find(({ state }) => state === 'draft');
    assert.ok(draft);
    const none = fetchFresh(client, async () => (await client.documents.get(draft.id)).certificate, signal);
    await assert.rejects(none, { kind: 'badFile' });
  });

  it('report an unknown outcome for an email without a response, and don’t retry it', async () => {
    const { emulator: server, demo } = await setUp();
    server.control.setMailTransport(false);
    const { client } = testClient(new URL(server.baseUrl).origin, { readMs: 200 });
    const sent = demo.documents.find(({ title }) => title === 'NDA, Blue Harbor');
    assert.ok(sent);
    await assert.rejects(client.documents.resendEmail(sent.id, 'li@example.com'), { kind: 'outcomeUnknown' });
    assert.strictEqual(server.journal.requests('POST', '/resendmail').length, 1);
  });
});
