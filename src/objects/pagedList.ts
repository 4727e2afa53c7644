import { withAnySignal, type Clock } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, OpenSignError } from '../api/errors';
import { nothingYet, type ListState } from './listState';
import {
  merge,
  nothingRead,
  readFurther,
  readPage,
  type Listed,
  type Reached,
  type ReadPage,
} from './readPages';
import { Turns } from './serialQueue';

export interface PagedListOptions<T> {
  /** How to read from an environment, with the token of the moment. May reject. */
  readonly pages: (environment: EnvironmentName) => Promise<ReadPage<T>>;
  readonly clock: Clock;
  /** Shared by lists of which only one at a time may read. They are reset together. */
  readonly turns?: Turns;
}

type Reading = 'refresh' | 'more';

/**
 * A list of one environment, read page by page. Reads one after another, never two at a time; whatever was
 * under way when the environment changed is aborted, and its answer dropped should it come all the same. `refresh`
 * and `loadMore` never reject, so they are safe as `void`: what went wrong is in the state.
 */
export class PagedList<T extends Listed> {
  private readonly listeners = new Set<() => void>();
  /** Aborted when the list is reset: whoever holds an aborted one works for a list that is gone. */
  private run = new AbortController();
  private readonly turns: Turns;
  private waitingRefresh: Promise<void> | undefined;
  private waitingMore: Promise<void> | undefined;
  private pages = 0;
  /** Where the next page begins, undefined after the last. */
  private next: number | undefined;
  /** An item came twice: the order moved between two pages, so another item may have been missed. */
  private drifted = false;
  private disposed = false;
  private current: ListState<T> = nothingYet;

  constructor(
    private where: EnvironmentName,
    private readonly options: PagedListOptions<T>,
  ) {
    this.turns = options.turns ?? new Turns();
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

  /** Forgets everything at once. Reads nothing. */
  reset(environment: EnvironmentName): void {
    this.run.abort();
    if (!this.disposed) {
      this.run = new AbortController();
    }
    // The next reading does not wait for one that was aborted.
    this.turns.restart();
    this.waitingRefresh = undefined;
    this.waitingMore = undefined;
    this.pages = 0;
    this.next = undefined;
    this.drifted = false;
    this.where = environment;
    this.set(nothingYet);
  }

  /** From now on nothing is read, whatever is asked for. */
  dispose(): void {
    this.disposed = true;
    this.listeners.clear();
    this.run.abort();
  }

  /**
   * Reads as many pages as are shown, at least one. Asked for during a reading, it begins after that one, so what
   * it shows is never older than the call. With a `signal` it is the caller's own and shared with nobody.
   */
  refresh(signal?: AbortSignal): Promise<void> {
    if (signal !== undefined) {
      return this.enqueue('refresh', signal);
    }
    this.waitingRefresh ??= this.enqueue('refresh');
    return this.waitingRefresh;
  }

  /** Reads the next page, when there is one. Asked for twice, it is read once, unless with a `signal`. */
  loadMore(signal?: AbortSignal): Promise<void> {
    if (signal !== undefined) {
      return this.enqueue('more', signal);
    }
    if (this.waitingMore === undefined) {
      const { run } = this;
      this.waitingMore = this.enqueue('more').finally(() => {
        if (run === this.run) {
          this.waitingMore = undefined;
        }
      });
    }
    return this.waitingMore;
  }

  /**
   * Reads what is missing, up to the last page, and tells all items known so far each time more are there. A list
   * that was read before `notBefore` is read again. Rejects as a read does, with kind `canceled` also when the
   * list was reset.
   */
  async loadAll(onPage: (items: readonly T[]) => void, signal: AbortSignal, notBefore = 0): Promise<void> {
    const { run } = this;
    const proceed = () => {
      if (signal.aborted || run.signal.aborted) {
        throw new OpenSignError('canceled');
      }
    };
    onPage(this.current.items);
    await this.turns.idle;
    proceed();
    if (this.current.error !== undefined || (this.current.loadedAt ?? -Infinity) < notBefore) {
      await this.refresh(signal);
    }
    for (;;) {
      proceed();
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

  /** Takes over what one item has become, if it is in the list. */
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

  private enqueue(reading: Reading, signal?: AbortSignal): Promise<void> {
    const gone = this.run.signal;
    return this.turns.take(() => {
      if (signal === undefined && reading === 'refresh' && !gone.aborted) {
        this.waitingRefresh = undefined;
      }
      return withAnySignal([gone, signal], (stop) => this.take(reading, gone, stop));
    });
  }

  /** One turn of the queue: never rejects, and touches nothing once the list was reset. */
  private async take(reading: Reading, gone: AbortSignal, stop: AbortSignal): Promise<void> {
    if (stop.aborted || (reading === 'more' && this.next === undefined)) {
      return;
    }
    const before = this.current.kind;
    // An empty list stays what it is while it is read again; a failed one shows that it is being tried.
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
    if (error instanceof OpenSignError && error.kind === 'unauthorized') {
      // With a token that is not accepted nothing can be done to what was read with it: that list goes.
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
    let read: Reached<T> = nothingRead;
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
      // What was shown below stays until it has been read too, so that nothing jumps away and comes back.
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
      // Whatever changed during the reading is at the front now.
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
