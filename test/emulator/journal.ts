import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchesPath } from './pathPattern';
import type { Fault } from './fault';

export interface JournalEntry {
  readonly origin: 'api' | 'files';
  readonly method: string;
  /** Without base path and query: `/template/Tp5mVa20Rk`. A path outside the API is given whole. */
  readonly path: string;
  /** As it was asked for, without the query: `/api/v1.2/template/Tp5mVa20Rk`. */
  readonly fullPath: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAt: number;
  /** The parsed JSON body, where there was one that could be parsed. */
  body?: unknown;
  /** Bytes of the body that arrived. */
  requestBytes: number;
  /** Bytes that went out for the answer, head included. Final once `finishedAt` is set. */
  responseBytes: number;
  /** Set when the head of the answer went out. */
  status?: number;
  /** The client went away before the whole answer was out. */
  aborted?: boolean;
  /** The fault that hit this request. */
  fault?: Fault;
  finishedAt?: number;
}

interface Waiter {
  check(entry: JournalEntry): void;
}

/** Every request that reached the listeners, in order of arrival, the unanswered ones included. */
export class Journal {
  #entries: JournalEntry[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #byRequest = new WeakMap<IncomingMessage, JournalEntry>();

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }

  /** Entries with this method and path (without base path; `*` stands for one segment). */
  requests(method?: string, path?: string | RegExp): JournalEntry[] {
    return this.#entries.filter(
      (entry) =>
        (method === undefined || entry.method === method.toUpperCase()) &&
        (path === undefined || matchesPath(path, entry.path)),
    );
  }

  /** Resolves with the first entry that fits, now or as soon as one is added or changes; rejects in time. */
  waitFor(predicate: (entry: JournalEntry) => boolean, timeoutMs = 5_000): Promise<JournalEntry> {
    const found = this.#entries.find(predicate);
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        check: (entry) => {
          if (!predicate(entry)) return;
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          resolve(entry);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`No such request within ${timeoutMs} ms; seen: ${this.#summary()}`));
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }

  /** Starts the entry of a request, which is updated as the exchange goes on. */
  record(request: IncomingMessage, response: ServerResponse, entry: JournalEntry): void {
    const socket = request.socket;
    const written = socket.bytesWritten;
    const push = request.push.bind(request);
    request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
      if (chunk instanceof Uint8Array) entry.requestBytes += chunk.length;
      return push(chunk, encoding);
    };
    const answered = (): void => {
      if (response.headersSent) entry.status = response.statusCode;
      entry.responseBytes = socket.bytesWritten - written;
    };
    response.once('finish', () => {
      answered();
      this.#changed(entry);
    });
    response.once('close', () => {
      answered();
      entry.finishedAt = Date.now();
      if (!response.writableFinished && entry.fault?.cut === undefined) entry.aborted = true;
      this.#changed(entry);
    });
    this.#byRequest.set(request, entry);
    this.#entries.push(entry);
    this.#changed(entry);
  }

  /** The entry of a request that is being answered. */
  of(request: IncomingMessage): JournalEntry | undefined {
    return this.#byRequest.get(request);
  }

  /** Adds to the entry of a request, and notifies waiters. */
  note(request: IncomingMessage, facts: Partial<Pick<JournalEntry, 'body' | 'fault'>>): void {
    const entry = this.#byRequest.get(request);
    if (!entry) return;
    Object.assign(entry, facts);
    this.#changed(entry);
  }

  #changed(entry: JournalEntry): void {
    for (const waiter of [...this.#waiters]) waiter.check(entry);
  }

  #summary(): string {
    return (
      this.#entries.map(({ method, path, status }) => `${method} ${path} ${status ?? '-'}`).join(', ') ||
      'none'
    );
  }
}

/** Makes the entry for a request; `strip` takes the base path away. */
export function entryFor(
  request: IncomingMessage,
  origin: 'api' | 'files',
  strip: (path: string) => string,
): JournalEntry {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  return {
    origin,
    method: request.method ?? '',
    path: strip(path),
    fullPath: path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    startedAt: Date.now(),
    requestBytes: 0,
    responseBytes: 0,
  };
}
