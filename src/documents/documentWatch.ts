import { hasEnded } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, OpenSignError } from '../api/errors';
import type { Clock } from '../api/fetch';
import { difference, type Difference, type Snapshot } from './snapshot';

/** A document is looked at this often at most, and this often at least while somebody is there. */
export const shortestPauseMs = 30_000;
export const longestPauseMs = 5 * 60_000;

/** A document that is watched, with what was last known of it. Can be written down as JSON. */
export interface Watched {
  readonly environment: EnvironmentName;
  readonly id: string;
  readonly last: Snapshot;
}

export interface DocumentWatchOptions {
  readonly clock: Clock;
  /** What the document is now. Rejects as a read does. */
  readonly look: (watched: Watched, signal: AbortSignal) => Promise<Snapshot>;
  /** Told once for every look that found a change. */
  readonly onChange: (watched: Watched, change: Difference) => void;
  /** Told when a document does not exist any more; it is not watched from then on. */
  readonly onGone: (watched: Watched) => void;
  /** Told whenever what is to be remembered is another: all that is watched. */
  readonly onSave: (all: readonly Watched[]) => void;
}

interface Entry {
  watched: Watched;
  /** When it is looked at next, in the clock's time. */
  due: number;
  pause: number;
}

/**
 * Looks at the watched documents of one environment, one after another, while it is allowed to. Waits longer while
 * nothing happens or the server cannot be asked. A document that has ended is not watched any more.
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

  isWatched(environment: EnvironmentName, id: string): boolean {
    return this.entries.has(keyOf(environment, id));
  }

  /** Looks at the documents of this environment from now on; undefined while nothing may be asked. */
  attend(environment: EnvironmentName | undefined): void {
    if (environment !== this.where) {
      this.where = environment;
      this.plan();
    }
  }

  /** Watches what is remembered from another time. It was looked at before, so there is no hurry. */
  restore(all: readonly Watched[]): void {
    for (const watched of all) {
      this.put(watched);
    }
    this.plan();
  }

  /** Watches a document that was just read. */
  watch(watched: Watched): void {
    this.put(watched);
    this.save();
    this.plan();
  }

  unwatch(environment: EnvironmentName, id: string): void {
    if (this.entries.delete(keyOf(environment, id))) {
      this.save();
      this.plan();
    }
  }

  private put(watched: Watched): void {
    const due = this.options.clock.now() + shortestPauseMs;
    this.entries.set(keyOf(watched.environment, watched.id), { watched, due, pause: shortestPauseMs });
  }

  private save(): void {
    this.options.onSave(this.all);
  }

  /** Begins anew with what there is to do. What is under way is called off, and its answer dropped. */
  private plan(): void {
    this.stop.abort();
    this.stop = new AbortController();
    const { signal } = this.stop;
    // After what was called off has let go, so that never two requests are under way.
    this.running = this.running.then(() => this.run(signal));
  }

  /** Ends when it is called off, or when there is nothing to look at. Never rejects. */
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
        await this.lookAt(entry, signal);
      }
    }
  }

  private next(): Entry | undefined {
    return [...this.entries.values()]
      .filter(({ watched }) => watched.environment === this.where)
      .reduce<Entry | undefined>(
        (first, entry) => (first && first.due <= entry.due ? first : entry),
        undefined,
      );
  }

  private async lookAt(entry: Entry, signal: AbortSignal): Promise<void> {
    const { clock, look } = this.options;
    // Counted from the beginning too, so that a look that is called off does not come at once again.
    entry.due = clock.now() + entry.pause;
    let found: Snapshot;
    try {
      found = await look(entry.watched, signal);
    } catch (error) {
      if (!signal.aborted) {
        this.afterFailure(entry, error);
      }
      return;
    }
    if (!signal.aborted) {
      this.take(entry, found);
    }
  }

  private afterFailure(entry: Entry, error: unknown): void {
    if (error instanceof OpenSignError && error.kind === 'notFound') {
      this.entries.delete(keyOf(entry.watched.environment, entry.watched.id));
      this.save();
      this.options.onGone(entry.watched);
      return;
    }
    if (!isCanceled(error)) {
      entry.pause = Math.min(longestPauseMs, entry.pause * 2);
    }
    entry.due = this.options.clock.now() + entry.pause;
  }

  private take(entry: Entry, found: Snapshot): void {
    const change = difference(entry.watched.last, found);
    entry.watched = { ...entry.watched, last: found };
    entry.pause = change === undefined ? Math.min(longestPauseMs, entry.pause * 2) : shortestPauseMs;
    entry.due = this.options.clock.now() + entry.pause;
    if (hasEnded(found.state)) {
      this.entries.delete(keyOf(entry.watched.environment, entry.watched.id));
    }
    if (change !== undefined || hasEnded(found.state)) {
      this.save();
    }
    if (change !== undefined) {
      this.options.onChange(entry.watched, change);
    }
  }
}

function keyOf(environment: EnvironmentName, id: string): string {
  return `${environment}/${id}`;
}
