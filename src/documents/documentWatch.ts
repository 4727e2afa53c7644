import { hasEnded } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { hasKind, isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import { toKey, type ObjectPlace } from '../objects/objectChanges';
import { compareSnapshots, type Difference, type Snapshot, type Watched } from './documentSnapshot';

/** The polling interval, which backs off while nothing changes. */
export const shortestPauseMs = 30_000;
export const longestPauseMs = 5 * 60_000;

export interface DocumentWatchOptions {
  readonly clock: Clock;
  /** Rejects as a read does. */
  readonly fetch: (watched: Watched, signal: AbortSignal) => Promise<Snapshot>;
  readonly onChange: (watched: Watched, change: Difference) => void;
  /** Called when a document no longer exists. It is no longer watched. */
  readonly onGone: (watched: Watched) => void;
  /** Called with all watched documents when they have to be stored. */
  readonly onSave: (all: readonly Watched[]) => void;
}

interface Entry {
  watched: Watched;
  /** When it is fetched next, in milliseconds since 1970. */
  due: number;
  pause: number;
}

/**
 * Polls the watched documents of one environment, one request at a time. Backs off while nothing changes or requests
 * fail. A document that has ended is no longer watched.
 */
export class DocumentWatch {
  private readonly entries = new Map<string, Entry>();
  private where: EnvironmentName | undefined;
  private stop = new AbortController();
  /** Never rejects. */
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: DocumentWatchOptions) {}

  dispose(): void {
    this.where = undefined;
    this.stop.abort();
    this.entries.clear();
  }

  get all(): readonly Watched[] {
    return [...this.entries.values()].map(({ watched }) => watched);
  }

  isWatched(place: ObjectPlace): boolean {
    return this.entries.has(toKey(place));
  }

  /** Polls the documents of this environment; undefined pauses. */
  setActive(environment: EnvironmentName | undefined): void {
    if (environment !== this.where) {
      this.where = environment;
      this.plan();
    }
  }

  /** Watches what was stored. The first requests wait for the usual interval. */
  restore(all: readonly Watched[]): void {
    all.forEach((watched) => this.put(watched));
    this.plan();
  }

  /** Watches a document that was just read. */
  watch(watched: Watched): void {
    this.put(watched);
    this.options.onSave(this.all);
    this.plan();
  }

  unwatch(place: ObjectPlace): void {
    if (this.entries.delete(toKey(place))) {
      this.options.onSave(this.all);
      this.plan();
    }
  }

  private put(watched: Watched): void {
    const due = this.options.clock.now() + shortestPauseMs;
    this.entries.set(toKey(watched), { watched, due, pause: shortestPauseMs });
  }

  /** Starts again with the current documents. A running request is canceled and its response dropped. */
  private plan(): void {
    this.stop.abort();
    this.stop = new AbortController();
    const { signal } = this.stop;
    // A canceled request has to end first, so that two never run at once.
    this.running = this.running.then(() => this.run(signal));
  }

  /** Ends when it is canceled or nothing is watched. Never rejects. */
  private async run(signal: AbortSignal): Promise<void> {
    for (;;) {
      const entry = this.next();
      if (entry === undefined || signal.aborted) {
        return;
      }
      const wait = entry.due - this.options.clock.now();
      if (wait > 0) {
        await this.options.clock.sleep(wait, signal);
      } else {
        await this.poll(entry, signal);
      }
    }
  }

  private next(): Entry | undefined {
    return [...this.entries.values()]
      .filter(({ watched }) => watched.environment === this.where)
      .sort((a, b) => a.due - b.due)[0];
  }

  private async poll(entry: Entry, signal: AbortSignal): Promise<void> {
    const { clock, fetch } = this.options;
    // Set before the request too, so that a canceled one isn’t repeated at once.
    entry.due = clock.now() + entry.pause;
    let found: Snapshot;
    try {
      found = await fetch(entry.watched, signal);
    } catch (error) {
      if (!signal.aborted) {
        this.afterFailure(entry, error);
      }
      return;
    }
    if (!signal.aborted) {
      this.update(entry, found);
    }
  }

  private afterFailure(entry: Entry, error: unknown): void {
    if (hasKind(error, 'notFound')) {
      this.entries.delete(toKey(entry.watched));
      this.options.onSave(this.all);
      this.options.onGone(entry.watched);
      return;
    }
    if (!isCanceled(error)) {
      entry.pause = Math.min(longestPauseMs, entry.pause * 2);
    }
    entry.due = this.options.clock.now() + entry.pause;
  }

  private update(entry: Entry, found: Snapshot): void {
    const change = compareSnapshots(entry.watched.last, found);
    entry.watched = { ...entry.watched, last: found };
    entry.pause = change === undefined ? Math.min(longestPauseMs, entry.pause * 2) : shortestPauseMs;
    entry.due = this.options.clock.now() + entry.pause;
    if (hasEnded(found.state)) {
      this.entries.delete(toKey(entry.watched));
    }
    if (change !== undefined || hasEnded(found.state)) {
      this.options.onSave(this.all);
    }
    if (change !== undefined) {
      this.options.onChange(entry.watched, change);
    }
  }
}
