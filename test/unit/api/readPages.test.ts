import * as assert from 'node:assert';
import type { ServerResponse } from 'node:http';
import { maxPageSize, type OpenSignClient } from '../../../src/api/client';
import { isCanceled } from '../../../src/api/errors';
import { systemClock } from '../../../src/api/fetch';
import { DetailsCache } from '../../../src/objects/detailsCache';
import { PagedList } from '../../../src/objects/pagedList';
import { readAllTemplates, type Listed, type ReadPage } from '../../../src/api/readPages';
import { testClient } from '../support/client';
import { startLoopback, type Loopback } from '../support/loopback';

const never = () => new AbortController().signal;
const page = (first: number) =>
  Array.from({ length: maxPageSize }, (_, index) => ({ objectId: `i${String(first + index)}` }));

/** Every list that is read page by page. */
const lists: readonly (readonly [string, (client: OpenSignClient) => ReadPage<Listed>])[] = [
  ['templates', (client) => (skip, limit, signal) => client.listTemplates(skip, limit, signal)],
  ['documents', (client) => (skip, limit, signal) => client.documents.list('draft', skip, limit, signal)],
  ['contacts', (client) => (skip, limit, signal) => client.contacts.list(skip, limit, signal)],
];

describe('a list', () => {
  let server: Loopback | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  /** A server that returns `items` of the requested position. */
  const serve = async (items: (skip: number) => readonly object[]) => {
    server = await startLoopback((request, response: ServerResponse) => {
      const skip = Number(new URL(request.url, 'http://x').searchParams.get('skip'));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ result: items(skip) }));
    });
    return { server, client: testClient(server.origin).client };
  };
  const listOf = (read: ReadPage<Listed>) =>
    new PagedList<Listed>('sandbox', { pages: () => Promise.resolve(read), clock: systemClock });

  for (const [name, reader] of lists) {
    it(`of ${name} ends at a page without a new ID when the server ignores skip`, async () => {
      const { server: counted, client } = await serve(() => page(0));
      const list = listOf(reader(client));
      await list.loadAll(() => undefined, never());
      assert.strictEqual(list.state.items.length, maxPageSize);
      assert.strictEqual(list.state.hasMore, false);
      // The first page, the same again, and once more because an item came twice.
      assert.strictEqual(counted.received.length, 3);
      await list.loadMore();
      assert.strictEqual(counted.received.length, 3);
      list.dispose();
    });
  }

  it('of all templates ends at a page without a new ID', async () => {
    const { server: counted, client } = await serve(() => page(0));
    assert.strictEqual((await readAllTemplates(client, never())).length, maxPageSize);
    assert.strictEqual(counted.received.length, 3);
  });

  it('ends after 100 pages when the server invents new IDs forever', async () => {
    let requests = 0;
    const read: ReadPage<Listed> = (skip) => {
      requests++;
      const items = Array.from({ length: maxPageSize }, (_, index) => ({ id: `i${String(skip + index)}` }));
      return Promise.resolve({ items, next: skip + maxPageSize });
    };
    const list = listOf(read);
    await list.loadAll(() => undefined, never());
    assert.strictEqual(requests, 100);
    assert.strictEqual(list.state.items.length, 50_000);
    assert.strictEqual(list.state.hasMore, false);
    requests = 0;
    const client = { listTemplates: read as unknown as OpenSignClient['listTemplates'] };
    assert.strictEqual((await readAllTemplates(client, never())).length, 50_000);
    assert.strictEqual(requests, 100);
  });

  it('ends after 100 pages when each repeats all but one item', async () => {
    let requests = 0;
    const list = listOf((skip) => {
      requests++;
      const items = Array.from({ length: maxPageSize }, (_, index) => ({ id: `i${String(index)}` }));
      return Promise.resolve({ items: [{ id: `new${String(skip)}` }, ...items], next: skip + maxPageSize });
    });
    await list.loadAll(() => undefined, never());
    // One more for the first page, because items came twice.
    assert.strictEqual(requests, 101);
  });

  it('makes no request after it was disposed', async () => {
    const { server: counted, client } = await serve((skip) => page(skip));
    const list = listOf((skip, limit, signal) => client.listTemplates(skip, limit, signal));
    const walking = list.loadAll((items) => {
      if (items.length > 0) {
        list.dispose();
      }
    }, never());
    await assert.rejects(walking, isCanceled);
    const before = counted.received.length;
    list.reset('live');
    await Promise.all([list.refresh(), list.loadMore(), list.refresh(never())]);
    await assert.rejects(
      list.loadAll(() => undefined, never()),
      isCanceled,
    );
    assert.strictEqual(counted.received.length, before);
  });

  it('reads no details after the cache was disposed', async () => {
    const { server: counted, client } = await serve(() => []);
    const details = new DetailsCache((_, id, signal) => client.getTemplate(id, signal));
    details.dispose();
    await assert.rejects(details.get('sandbox', 'Tp5mVa20Rk'), isCanceled);
    assert.strictEqual(counted.received.length, 0);
  });
});
