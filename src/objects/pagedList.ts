import { withAnySignal, type Clock } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { hasKind, isCanceled } from '../api/errors';
import {
  merge,
  nothingRead,
  readFurther,
  readPage,
  throwIfAborted,
  type Listed,
  type ListProgress,
  type ReadPage,
} from '../api/readPages';

/** A list older than this is read again when it is shown. */
export const staleAfterMs = 5 * 60_000;

/** What was read of a list, and what is being read. */
export interface ListState<T = unknown> {
  /**
   * `idle`: not read yet. `loading`: the first page is being read. `ready`: there are items, perhaps stale ones.
   * `failed`: there is nothing to show, because of `error`.
   */
  readonly kind: 'idle' | 'loading' | 'ready' | 'empty' | 'failed';
  /** Last changed first, each ID once. */
  readonly items: readonly T[];
  /** The server has more than what was read. */
  readonly hasMore: boolean;
  readonly busy: 'refresh' | 'more' | undefined;
  /** Why the last reading failed. With `ready`, the items are those of `loadedAt`. */
  readonly error: Error | undefined;
  /** When the first page last arrived, in milliseconds since 1970. */
  readonly loadedAt: number | undefined;
  /** When a reading last succeeded or failed. */
  readonly triedAt: number | undefined;
}

export const nothingYet: ListState<never> = {
  kind: 'idle',
  items: [],
  hasMore: false,
  busy: undefined,
  error: undefined,
  loadedAt: undefined,
  triedAt: undefined,
};

export interface PagedListOptions<T> {
  /** How to read from an environment with its current token. May reject. */
  readonly pages: (environment: EnvironmentName) => Promise<ReadPage<T>>;
  readonly clock: Clock;
  /** Shared by lists of which only one at a time may read. They are reset together. */
  readonly queue?: SerialQueue;
}

type Reading = 'refresh' | 'more';

/** Runs work one piece after another. */
export class SerialQueue {
  private tail: Promise<void> = Promise.resolve();

  /** Resolves when everything queued so far has ended. */
  get idle(): Promise<void> {
    return this.tail;
  }

  /** `work` must not reject. */
  run(work: () => Promise<void>): Promise<void> {
    this.tail = this.tail.then(work);
    return this.tail;
  }

  /** Later work doesn't wait for what is running: for work that was aborted. */
  restart(): void {
    this.tail = Promise.resolve();
  }
}

/**
 * A list of one environment, read page by page, one request at a time. A change of environment aborts the reading and
 * drops its response. `refresh` and `loadMore` never reject: an error is in the state.
 */
export class PagedList<T extends Listed> {
  private readonly listeners = new Set<() => void>();
  /** Aborted when the list is reset. */
  private run = new AbortController();
  private readonly queue: SerialQueue;
  /** Readings that calls without a signal share. */
  private shared: Partial<Record<Reading, Promise<void>>> = {};
  private pages = 0;
  /** Where the next page begins, undefined after the last. */
  private next: number | undefined;
  private drifted = false;
  private disposed = false;
  private current: ListState<T> = nothingYet;

  constructor(
    private where: EnvironmentName,
    private readonly options: PagedListOptions<T>,
  ) {
    this.queue = options.queue ?? new SerialQueue();
  }

  get environment(): EnvironmentName {
    return this.where;
  }

  get state(): ListState<T> {
    return this.current;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** Forgets everything. Reads nothing. */
  reset(environment: EnvironmentName): void {
    this.run.abort();
    if (!this.disposed) {
      this.run = new AbortController();
    }
    this.queue.restart();
    this.shared = {};
    this.pages = 0;
    this.next = undefined;
    this.drifted = false;
    this.where = environment;
    this.set(nothingYet);
  }

  /** Nothing is read afterwards. */
  dispose(): void {
    this.disposed = true;
    this.listeners.clear();
    this.run.abort();
  }

  /**
   * Reads as many pages as are shown, at least one. Called during a reading, it starts after it, so the result is never
   * older than the call. Calls without a `signal` share one reading.
   */
  refresh(signal?: AbortSignal): Promise<void> {
    return this.enqueue('refresh', signal);
  }

  /** Reads the next page, if any. Calls without a `signal` share one reading. */
  loadMore(signal?: AbortSignal): Promise<void> {
    return this.enqueue('more', signal);
  }

  /**
   * Reads up to the last page. `onPage` gets all items known so far, once for each page. A list that was read before
   * `notBefore` is read again. Rejects as a read does, and with kind `canceled` when the list is reset.
   */
  async loadAll(onPage: (items: readonly T[]) => void, signal: AbortSignal, notBefore = 0): Promise<void> {
    const { run } = this;
    onPage(this.current.items);
    await this.queue.idle;
    throwIfAborted(signal, run.signal);
    if (this.current.error !== undefined || (this.current.loadedAt ?? -Infinity) < notBefore) {
      await this.refresh(signal);
    }
    for (;;) {
      throwIfAborted(signal, run.signal);
      if (this.current.error !== undefined) {
        throw this.current.error;
      }
      onPage(this.current.items);
      if (!this.current.hasMore) {
        return;
      }
      await this.loadMore(signal);
    }
  }

  /** Replaces an item that is in the list. */
  put(item: T): void {
    if (this.current.items.some(({ id }) => id === item.id)) {
      const items = this.current.items.map((known) => (known.id === item.id ? item : known));
      this.set({ ...this.current, items });
    }
  }

  remove(id: string): void {
    const items = this.current.items.filter((item) => item.id !== id);
    if (items.length < this.current.items.length) {
      const kind = items.length === 0 && !this.current.hasMore ? 'empty' : this.current.kind;
      this.set({ ...this.current, items, kind });
    }
  }

  private enqueue(reading: Reading, signal: AbortSignal | undefined): Promise<void> {
    const { shared } = this;
    const gone = this.run.signal;
    const run = () =>
      this.queue.run(async () => {
        if (signal === undefined && reading === 'refresh') {
          // Changes after this point may be missing, so a later call needs another reading.
          delete shared.refresh;
        }
        await withAnySignal([gone, signal], (stop) => this.read(reading, gone, stop));
        if (signal === undefined && reading === 'more') {
          delete shared.more;
        }
      });
    return signal === undefined ? (shared[reading] ??= run()) : run();
  }

  /** Never rejects, and changes nothing after the list was reset. */
  private async read(reading: Reading, gone: AbortSignal, stop: AbortSignal): Promise<void> {
    if (stop.aborted || (reading === 'more' && this.next === undefined)) {
      return;
    }
    const before = this.current.kind;
    const kind = before === 'ready' || before === 'empty' ? before : 'loading';
    this.set({ ...this.current, kind, busy: reading });
    let outcome: Partial<ListState<T>>;
    try {
      await (reading === 'more' ? this.readNext(stop) : this.readAgain(stop));
      outcome = { triedAt: this.options.clock.now() };
    } catch (error) {
      if (gone.aborted) {
        return;
      }
      outcome = isCanceled(error)
        ? { kind: this.current.kind === 'loading' ? before : this.current.kind }
        : this.afterFailure(error);
    }
    this.set({ ...this.current, ...outcome, busy: undefined });
  }

  private afterFailure(error: unknown): Partial<ListState<T>> {
    const failure = {
      error: error instanceof Error ? error : new Error(String(error)),
      triedAt: this.options.clock.now(),
    };
    if (hasKind(error, 'unauthorized')) {
      // With a rejected token, nothing can be done with the items.
      this.pages = 0;
      this.next = undefined;
      return { ...failure, kind: 'failed', items: [], hasMore: false };
    }
    return { ...failure, kind: this.current.items.length > 0 ? 'ready' : 'failed' };
  }

  private async readAgain(stop: AbortSignal): Promise<void> {
    const old = this.current.items;
    const wanted = Math.max(1, this.pages);
    const readOne = await this.options.pages(this.where);
    let read: ListProgress<T> = nothingRead;
    for (let page = 1; ; page++) {
      read = await readFurther(readOne, read, stop);
      const { items, next } = read;
      if (next === undefined || page === wanted) {
        this.pages = page;
        this.next = next;
        this.drifted = read.drifted;
        this.show(items, this.options.clock.now());
        return;
      }
      // The items of later pages stay until those are read, so that rows don’t disappear and come back.
      this.show(merge(items, old.slice(next)), this.options.clock.now());
    }
  }

  private async readNext(stop: AbortSignal): Promise<void> {
    if (this.next === undefined) {
      return;
    }
    const { items, loadedAt } = this.current;
    const readOne = await this.options.pages(this.where);
    const read = await readFurther(readOne, { items, next: this.next, drifted: this.drifted }, stop);
    this.pages += 1;
    this.next = read.next;
    this.drifted = read.drifted;
    this.show(read.items, loadedAt);
    if (read.next === undefined && read.drifted) {
      // What changed during the reading is on the first page.
      this.drifted = false;
      const front = await readPage(readOne, 0, stop);
      this.show(merge(front.items, this.current.items), loadedAt);
    }
  }

  private show(items: readonly T[], loadedAt: number | undefined): void {
    const hasMore = this.next !== undefined;
    const kind = items.length > 0 || hasMore ? 'ready' : 'empty';
    this.set({ ...this.current, kind, items, hasMore, error: undefined, loadedAt });
  }

  private set(state: ListState<T>): void {
    this.current = state;
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}
