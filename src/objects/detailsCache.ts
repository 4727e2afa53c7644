import { withAnySignal } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';

type Read<T> = (environment: EnvironmentName, id: string, signal: AbortSignal) => Promise<T>;

/**
 * Objects with what lists do not tell. Each is read once when it is needed, and again after it was forgotten. A
 * reading that failed is not remembered.
 */
export class Details<T> {
  private readonly known = new Map<string, T>();
  private run = new AbortController();

  /** What `read` gives is kept, so it holds no links. */
  constructor(private readonly read: Read<T>) {}

  /** Rejects as a read does; with kind `canceled` when everything was forgotten meanwhile. */
  async get(environment: EnvironmentName, id: string, signal?: AbortSignal): Promise<T> {
    const { run } = this;
    const key = keyOf(environment, id);
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const object = await withAnySignal([run.signal, signal], (stop) => this.read(environment, id, stop));
    if (run.signal.aborted) {
      throw new OpenSignError('canceled');
    }
    this.known.set(key, object);
    return object;
  }

  forget(environment: EnvironmentName, id: string): void {
    this.known.delete(keyOf(environment, id));
  }

  /** Forgets what is known, and aborts what is being read. */
  clear(): void {
    this.run.abort();
    this.run = new AbortController();
    this.known.clear();
  }

  /** What is asked for afterwards is read with an aborted signal, so no request is made. */
  dispose(): void {
    this.clear();
    this.run.abort();
  }
}

function keyOf(environment: EnvironmentName, id: string): string {
  return `${environment}/${id}`;
}
