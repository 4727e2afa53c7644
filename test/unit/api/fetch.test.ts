import * as assert from 'node:assert';
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readBody, withAnySignal, withDeadline } from '../../../src/api/fetch';
import { OpenSignError } from '../../../src/api/errors';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const kindOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof OpenSignError ? error.kind : String(error)),
  );
/** Work that never ends. */
const forever = () => new Promise<never>(() => undefined);
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

describe('a deadline', () => {
  it('ends work that ignores its signal, and reports the time limit', async () => {
    await assert.rejects(
      withDeadline(undefined, 20, forever),
      (error: unknown) =>
        error instanceof OpenSignError && error.kind === 'timeout' && error.details.timeoutMs === 20,
    );
  });

  it('survives garbage collection while nothing else references the signal', async () => {
    let seen: WeakRef<AbortSignal> | undefined;
    const running = kindOf(
      withDeadline(new AbortController().signal, 50, (signal) => {
        seen = new WeakRef(signal);
        return forever();
      }),
    );
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    assert.strictEqual(await running, 'timeout');
    assert.ok(seen !== undefined);
  });

  it('follows its parent at once, and starts nothing when that is aborted already', async () => {
    const parent = new AbortController();
    let inner: AbortSignal | undefined;
    const running = kindOf(
      withDeadline(parent.signal, 60_000, (signal) => {
        inner = signal;
        return forever();
      }),
    );
    parent.abort();
    assert.ok(inner?.aborted);
    assert.strictEqual(await running, 'canceled');
    const kind = await kindOf(withDeadline(parent.signal, 60_000, () => assert.fail('it was started')));
    assert.strictEqual(kind, 'canceled');
  });

  it('leaves neither timer nor listener, however it ends', async () => {
    const parent = new AbortController();
    // The runner starts its own timer after the first await.
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    const before = timers();
    assert.strictEqual(await withDeadline(parent.signal, 60_000, () => Promise.resolve(1)), 1);
    assert.strictEqual(
      await kindOf(withDeadline(parent.signal, 60_000, () => Promise.reject(new OpenSignError('server')))),
      'server',
    );
    assert.strictEqual(await kindOf(withDeadline(parent.signal, 5, forever)), 'timeout');
    assert.strictEqual(timers(), before);
    assert.strictEqual(listeners(parent.signal), 0);
  });

  it('waits for limits that are longer than a timer supports', async () => {
    assert.strictEqual(await kindOf(withDeadline(undefined, 2 ** 40, () => Promise.resolve())), 'done');
    const parent = new AbortController();
    const running = kindOf(withDeadline(parent.signal, 2 ** 40, forever));
    await new Promise((resolve) => setTimeout(resolve, 20));
    parent.abort();
    // A timer that is too long fires after one millisecond, which would be a timeout.
    assert.strictEqual(await running, 'canceled');
  });
});

describe('joined signals', () => {
  it('abort with each of them, and with one that is aborted already', async () => {
    for (const index of [0, 1]) {
      const parents = [new AbortController(), new AbortController()];
      await withAnySignal([...parents.map(({ signal }) => signal), undefined], async (signal) => {
        assert.ok(!signal.aborted);
        parents[index]?.abort();
        assert.ok(signal.aborted);
        return Promise.resolve();
      });
      await withAnySignal(
        parents.map(({ signal }) => signal),
        (signal) => {
          assert.ok(signal.aborted);
          return Promise.resolve();
        },
      );
      assert.deepStrictEqual(
        parents.map(({ signal }) => listeners(signal)),
        [0, 0],
      );
    }
  });
});

describe('reading a body', () => {
  it('holds at most its chunks and one copy of them', async () => {
    const megabyte = 1024 * 1024;
    const size = 64;
    let sent = 0;
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) =>
        sent === size ? controller.close() : controller.enqueue(new Uint8Array(megabyte).fill(sent++)),
    });
    const memory = () => process.memoryUsage().arrayBuffers;
    collectGarbage();
    const before = memory();
    let most = 0;
    const sampler = setInterval(() => (most = Math.max(most, memory() - before)), 1);
    const bytes = await readBody(new Response(stream), Infinity, new AbortController().signal);
    most = Math.max(most, memory() - before);
    clearInterval(sampler);
    assert.strictEqual(bytes?.byteLength, size * megabyte);
    assert.ok(bytes.every((byte, index) => byte === Math.floor(index / megabyte)));
    assert.ok(most <= (2 * size + 8) * megabyte, `it took ${String(most / megabyte)} MB`);
  });
});
