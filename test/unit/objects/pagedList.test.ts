import * as assert from 'node:assert';
import { OpenSignError } from '../../../src/api/errors';
import { createTemplateLists } from '../../../src/templates/templateApi';
import { ids, offline, PageServer, settle, template } from './pageServer';

/** A list of a server whose responses the test sends. The time is 1000 until the test sets it. */
function setUp() {
  const server = new PageServer();
  const clock = { time: 1000, now: () => clock.time, sleep: () => Promise.resolve() };
  const list = createTemplateLists('sandbox', () => Promise.resolve(server), clock).list('all');
  return { server, clock, list };
}

describe('paged list', () => {
  it('makes no request until it is refreshed, then shows the first page', async () => {
    const { server, list } = setUp();
    assert.strictEqual(list.state.kind, 'idle');
    await settle();
    assert.strictEqual(server.calls.length, 0);
    const loading = list.refresh();
    const first = await server.call(0);
    assert.strictEqual(list.state.kind, 'loading');
    assert.strictEqual(list.state.busy, 'refresh');
    first.answer([template('a'), template('b')], 2);
    await loading;
    const { kind, items, hasMore, busy, loadedAt } = list.state;
    assert.deepStrictEqual(
      { kind, items: ids(items), hasMore, busy, loadedAt },
      {
        kind: 'ready',
        items: 'a b',
        hasMore: true,
        busy: undefined,
        loadedAt: 1000,
      },
    );
    assert.strictEqual(server.calls.length, 1, 'later pages aren’t read until they are requested');
  });

  it('loads the next page on request, and stops after the last', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    void list.loadMore();
    const second = await server.call(1);
    assert.strictEqual(second.skip, 1);
    assert.strictEqual(list.state.busy, 'more');
    assert.strictEqual(ids(list.state.items), 'a', 'known items stay');
    second.answer([template('b')]);
    await settle();
    assert.strictEqual(ids(list.state.items), 'a b');
    assert.strictEqual(list.state.hasMore, false);
    await list.loadMore();
    assert.strictEqual(server.calls.length, 2, 'two requests read once, and never beyond the last page');
    assert.strictEqual(list.state.kind, 'ready');
  });

  it('reads one page for two calls at once, and one for every later call', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    void list.loadMore();
    (await server.call(1)).answer([template('b')], 2);
    await settle();
    assert.strictEqual(server.calls.length, 2);
    assert.strictEqual(ids(list.state.items), 'a b');
    void list.loadMore();
    (await server.call(2)).answer([template('c')]);
    await settle();
    assert.strictEqual(ids(list.state.items), 'a b c');
  });

  it('has no next page before the first', async () => {
    const { server, list } = setUp();
    await list.loadMore();
    assert.strictEqual(list.state.kind, 'idle');
    void list.refresh();
    (await server.call(0)).fail(offline());
    await settle();
    await list.loadMore();
    assert.strictEqual(list.state.kind, 'failed');
    assert.strictEqual(server.calls.length, 1);
  });

  it('shows an item once when the order changes between pages, and finds the item that was skipped', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a'), template('b')], 2);
    await settle();
    void list.loadMore();
    // “d” was changed meanwhile and is first now, so “b” comes again and “d” would be missed.
    (await server.call(1)).answer([template('b'), template('c')]);
    const again = await server.call(2);
    assert.strictEqual(again.skip, 0);
    again.answer([template('d'), template('a')]);
    await settle();
    assert.strictEqual(ids(list.state.items), 'd a b c');
    assert.strictEqual(list.state.busy, undefined);
  });

  it('shows an item once that is in a page twice', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a'), template('a'), template('b')]);
    await settle();
    assert.strictEqual(ids(list.state.items), 'a b');
  });

  it('aborts the request and drops its response when the environment changes', async () => {
    const { server, list } = setUp();
    void list.refresh();
    const sandbox = await server.call(0);
    list.reset('live');
    assert.strictEqual(sandbox.signal?.aborted, true);
    assert.deepStrictEqual([list.environment, list.state.kind], ['live', 'idle']);
    void list.refresh();
    const live = await server.call(1);
    assert.strictEqual(list.state.kind, 'loading', 'the new reading does not wait for the old one');
    live.answer([template('liveOne')]);
    await settle();
    sandbox.answer([template('sandboxOne')]);
    await settle();
    assert.strictEqual(ids(list.state.items), 'liveOne');
    assert.strictEqual(list.state.busy, undefined);
  });

  it('drops a late error too, and a late second page', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    const more = await server.call(1);
    void list.refresh();
    list.reset('live');
    more.fail(offline());
    await settle();
    assert.strictEqual(list.state.kind, 'idle');
    assert.strictEqual(list.state.error, undefined);
    assert.strictEqual(server.calls.length, 2, 'the refresh that waited for its turn is gone as well');
  });

  it('starts again with one page after a reset', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    (await server.call(1)).answer([template('b')], 2);
    await settle();
    void list.loadMore();
    await server.call(2);
    // This one is queued, and must not be mistaken for the one after the reset.
    void list.refresh();
    list.reset('live');
    await list.loadMore();
    void list.refresh();
    const first = await server.call(3);
    assert.strictEqual(first.skip, 0);
    first.answer([template('l')], 1);
    await settle();
    assert.deepStrictEqual([ids(list.state.items), server.calls.length], ['l', 4]);
  });

  it('clears on reset and fires an event', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')]);
    await settle();
    const seen: string[] = [];
    list.onDidChange(() => seen.push(ids(list.state.items)));
    list.reset('live');
    assert.deepStrictEqual(seen, ['']);
  });

  it('never reads twice at once, and queues a refresh requested meanwhile', async () => {
    const { server, list } = setUp();
    const first = list.refresh();
    const call = await server.call(0);
    const second = list.refresh();
    const third = list.refresh();
    void list.loadMore();
    await settle();
    assert.strictEqual(server.calls.length, 1);
    call.answer([template('a')], 1);
    await first;
    (await server.call(1)).answer([template('b')], 1);
    await second;
    await third;
    assert.strictEqual(ids(list.state.items), 'b', 'the second reading is newer than the call');
    (await server.call(2)).answer([template('c')]);
    await settle();
    assert.strictEqual(server.most, 1);
    assert.deepStrictEqual(
      server.calls.map(({ skip }) => skip),
      [0, 0, 1],
    );
  });

  it('refreshes as many pages as were shown, and keeps the old items until the new ones arrive', async () => {
    const { server, list, clock } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    (await server.call(1)).answer([template('b')], 2);
    await settle();
    clock.time = 2000;
    void list.refresh();
    const first = await server.call(2);
    assert.deepStrictEqual([list.state.kind, ids(list.state.items)], ['ready', 'a b']);
    first.answer([template('n'), template('b', 'new')], 1);
    const second = await server.call(3);
    assert.strictEqual(ids(list.state.items), 'n b', 'items of the later page are still there');
    assert.strictEqual(list.state.items[1]?.title, 'new', 'but items that were read again are up to date');
    assert.strictEqual(second.skip, 1);
    second.answer([template('a')], 2);
    await settle();
    assert.strictEqual(ids(list.state.items), 'n b a');
    assert.deepStrictEqual([list.state.hasMore, list.state.loadedAt], [true, 2000]);
    assert.strictEqual(server.calls.length, 4);
  });

  it('keeps the old items when a refresh fails, with the error', async () => {
    const { server, list, clock } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')]);
    await settle();
    clock.time = 2000;
    void list.refresh();
    const error = offline();
    (await server.call(1)).fail(error);
    await settle();
    const { kind, items, loadedAt, triedAt } = list.state;
    assert.deepStrictEqual([kind, ids(items), loadedAt, triedAt], ['ready', 'a', 1000, 2000]);
    assert.strictEqual(list.state.error, error);
    void list.refresh();
    (await server.call(2)).answer([template('b')]);
    await settle();
    assert.strictEqual(list.state.error, undefined, 'the next success takes the error away');
  });

  it('drops all pages when the token is rejected', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    (await server.call(1)).answer([template('b')], 2);
    await settle();
    void list.refresh();
    (await server.call(2)).fail(new OpenSignError('unauthorized', { status: 405 }));
    await settle();
    assert.deepStrictEqual(
      [list.state.kind, ids(list.state.items), list.state.hasMore],
      ['failed', '', false],
    );
    await list.loadMore();
    void list.refresh();
    (await server.call(3)).answer([template('a')], 1);
    await settle();
    assert.deepStrictEqual([ids(list.state.items), server.calls.length], ['a', 4]);
  });

  it('can load more after a refresh that failed at its second page', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a')], 1);
    await settle();
    void list.loadMore();
    (await server.call(1)).answer([template('b')]);
    await settle();
    void list.refresh();
    (await server.call(2)).answer([template('n')], 1);
    (await server.call(3)).fail(offline());
    await settle();
    assert.deepStrictEqual([ids(list.state.items), list.state.hasMore], ['n b', false]);
    assert.ok(list.state.error);
  });

  it('has failed when the first reading fails for any reason', async () => {
    for (const kind of ['unauthorized', 'offline', 'timeout', 'notOpenSign', 'server'] as const) {
      const { server, list } = setUp();
      void list.refresh();
      (await server.call(0)).fail(new OpenSignError(kind));
      await settle();
      assert.strictEqual(list.state.kind, 'failed');
      assert.ok(list.state.error instanceof OpenSignError);
      assert.strictEqual(list.state.error.kind, kind);
    }
  });

  it('has failed when there is no client', async () => {
    const { clock } = setUp();
    const client = () => Promise.reject(new OpenSignError('noToken', { environment: 'live' }));
    const list = createTemplateLists('live', client, clock).list('all');
    await list.refresh();
    assert.strictEqual(list.state.kind, 'failed');
    assert.strictEqual(list.state.error?.message, 'noToken');
  });

  it('is empty when the server has no items, and stays empty during a refresh', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([]);
    await settle();
    assert.strictEqual(list.state.kind, 'empty');
    void list.refresh();
    const again = await server.call(1);
    assert.strictEqual(list.state.kind, 'empty');
    again.fail(offline());
    await settle();
    assert.strictEqual(list.state.kind, 'failed');
  });

  it('replaces a changed template, and drops a removed one', async () => {
    const { server, list } = setUp();
    void list.refresh();
    (await server.call(0)).answer([template('a'), template('b')]);
    await settle();
    list.put(template('b', 'renamed'));
    list.put(template('unknown'));
    assert.deepStrictEqual(
      list.state.items.map(({ title }) => title),
      ['a', 'renamed'],
    );
    list.remove('a');
    list.remove('b');
    assert.strictEqual(list.state.kind, 'empty');
  });

  describe('loading all', () => {
    it('reports the items known so far, then every page to the last', async () => {
      const { server, list } = setUp();
      void list.refresh();
      (await server.call(0)).answer([template('a')], 1);
      await settle();
      const seen: string[] = [];
      const all = list.loadAll((items) => seen.push(ids(items)), new AbortController().signal);
      (await server.call(1)).answer([template('b')], 2);
      (await server.call(2)).answer([template('c')]);
      await all;
      assert.deepStrictEqual([...new Set(seen)], ['a', 'a b', 'a b c']);
      assert.deepStrictEqual(
        server.calls.map(({ skip }) => skip),
        [0, 1, 2],
        'the first page is not read twice',
      );
    });

    it('reads a stale list again', async () => {
      const { server, list, clock } = setUp();
      void list.refresh();
      (await server.call(0)).answer([template('a')]);
      await settle();
      clock.time = 9000;
      const all = list.loadAll(() => undefined, new AbortController().signal, 5000);
      (await server.call(1)).answer([template('b')]);
      await all;
      assert.strictEqual(ids(list.state.items), 'b');
    });

    it('ends with its signal, loads nothing more, and leaves the list usable', async () => {
      const { server, list } = setUp();
      const stop = new AbortController();
      const all = list.loadAll(() => undefined, stop.signal);
      const call = await server.call(0);
      stop.abort();
      assert.strictEqual(call.signal?.aborted, true);
      call.answer([template('late')], 1);
      await assert.rejects(all, { kind: 'canceled' });
      assert.deepStrictEqual(
        [list.state.kind, list.state.busy, list.state.error],
        ['idle', undefined, undefined],
      );
      assert.strictEqual(server.calls.length, 1);
      void list.refresh();
      (await server.call(1)).answer([template('a')]);
      await settle();
      assert.strictEqual(ids(list.state.items), 'a');
    });

    it('ends when the environment changes', async () => {
      const { server, list } = setUp();
      const all = list.loadAll(() => undefined, new AbortController().signal);
      const call = await server.call(0);
      list.reset('live');
      call.answer([template('late')], 1);
      await assert.rejects(all, { kind: 'canceled' });
      assert.strictEqual(server.calls.length, 1);
    });

    it('rejects with the error', async () => {
      const { server, list } = setUp();
      const all = list.loadAll(() => undefined, new AbortController().signal);
      (await server.call(0)).answer([template('a')], 1);
      (await server.call(1)).fail(offline());
      await assert.rejects(all, { kind: 'offline' });
      assert.strictEqual(ids(list.state.items), 'a');
    });
  });
});
