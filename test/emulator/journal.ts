import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchesPath } from './pathPattern';
import type { Fault } from './fault';

export interface JournalEntry {
  readonly origin: 'api' | 'files';
  readonly method: string;
  /** Without base path and query: `/template/Tp5mVa20Rk`. For a request outside the API, the full path. */
  readonly path: string;
  /** Without query: `/api/v1.2/template/Tp5mVa20Rk`. */
  readonly fullPath: string;
  readonly query: Readonly<Record<string, string>>;
  /** By lowercase name. Repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAt: number;
  /** The parsed body, if it's valid JSON. */
  body?: unknown;
  /** Received bytes of the body. */
  requestBytes: number;
  /** Sent bytes of the response, including headers. Final when `finishedAt` is set. */
  responseBytes: number;
  /** Set when the headers of the response were sent. */
  status?: number;
  /** The client disconnected before the response was complete. */
  aborted?: boolean;
  /** The fault that was applied. */
  fault?: Fault;
  finishedAt?: number;
}

interface Waiter {
  check(entry: JournalEntry): void;
}

/** All received requests in order of arrival, including those without a response. */
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

  /** Entries with this method and path. The path has no base path, and `*` matches one segment. */
  requests(method?: string, path?: string | RegExp): JournalEntry[] {
    return this.#entries.filter(
      (entry) =>
        (method === undefined || entry.method === method.toUpperCase()) &&
        (path === undefined || matchesPath(path, entry.path)),
    );
  }

  /** Resolves with the first matching entry, which may already exist. Rejects after `timeoutMs`. */
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
        reject(new Error(`No matching request within ${timeoutMs} ms. Received: ${this.#summary()}`));
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }

  /** Adds the entry of a request, and updates it until the response ends. */
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

  /** The entry of a pending request. */
  getEntry(request: IncomingMessage): JournalEntry | undefined {
    return this.#byRequest.get(request);
  }

  /** Updates the entry of a request, and notifies waiters. */
  update(request: IncomingMessage, facts: Partial<Pick<JournalEntry, 'body' | 'fault'>>): void {
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

/** Creates the entry for a request. `strip` removes the base path. */
export function createEntry(
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
