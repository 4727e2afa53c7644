import { withAnySignal } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { toKey } from './objectChanges';
import { throwIfAborted } from '../api/readPages';

type Read<T> = (environment: EnvironmentName, id: string, signal: AbortSignal) => Promise<T>;

/** Complete objects: lists contain only a part. Each is read when it is first needed, and again after a change. */
export class DetailsCache<T> {
  private readonly known = new Map<string, T>();
  private run = new AbortController();
  /** Counts the changes, so that what was read before one isn’t kept after it. */
  private changes = 0;

  /** What `read` returns is kept, so it must not contain links. */
  constructor(private readonly read: Read<T>) {}

  /** Rejects as a read does, and with kind `canceled` when the cache was cleared meanwhile. */
  async get(environment: EnvironmentName, id: string, signal?: AbortSignal): Promise<T> {
    const { run, changes } = this;
    const key = toKey({ environment, id });
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const object = await withAnySignal([run.signal, signal], (stop) => this.read(environment, id, stop));
    throwIfAborted(run.signal);
    if (changes === this.changes) {
      this.known.set(key, object);
    }
    return object;
  }

  forget(environment: EnvironmentName, id: string): void {
    this.changes++;
    this.known.delete(toKey({ environment, id }));
  }

  /** Forgets what is known, and aborts what is being read. */
  clear(): void {
    this.run.abort();
    this.run = new AbortController();
    this.known.clear();
  }

  /** A later `get` uses an aborted signal, so no request is made. */
  dispose(): void {
    this.clear();
    this.run.abort();
  }
}
