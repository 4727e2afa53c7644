import type { JournalEntry } from './journal';
import { matchesPath } from './pathPattern';

/**
 * Something that goes wrong with matching requests. With none of `status`, `body`, `makeBody`, `redirect`, `hang` and
 * `cut: 'before'` the real answer is sent: later (`delayMs`, `hold`), with more `headers`, slowly (`trickle`), too long
 * (`padTo`), or `cut` short.
 */
export interface Fault {
  /** Defaults to any method. */
  method?: string;
  /** Without base path: `/templatelist`, `/template/*` (one segment), or an expression. Files: `/files/*`. */
  path: string | RegExp;
  /** How many requests it hits, then it is gone. Default: all. */
  times?: number;
  status?: number;
  /** An object is sent as JSON, a string or buffer as HTML, unless `headers` overrides it. */
  body?: string | object;
  /** Makes the `body` of each request, for example the next page of a list that never ends. */
  makeBody?: (request: JournalEntry) => string | object;
  headers?: Record<string, string>;
  delayMs?: number;
  /** Sends the body in pieces of `bytes`, one every `everyMs`. */
  trickle?: { bytes: number; everyMs: number };
  /** Adds spaces until the body has this many bytes (JSON stays valid). `Infinity` goes on until the client leaves. */
  padTo?: number;
  /** Answers only after this settles, either way. */
  hold?: Promise<void>;
  /** Never answers; the connection stays open until the client or `close()` ends it. */
  hang?: boolean;
  /** Destroys the socket before the head, or after this many bytes of the body. */
  cut?: 'before' | number;
  /** Value of a `location` header; the status defaults to 302. */
  redirect?: string;
  /**
   * `before` (default): it hits before the real handler, which runs only if its answer is to be sent.
   * `after`: the real handler runs first, so that the object really is created, then the answer is hit.
   */
  when?: 'before' | 'after';
}

export interface FaultHandle {
  remove(): void;
  /** How many requests it hit so far. */
  readonly hits: number;
}

interface Armed {
  readonly fault: Fault;
  hits: number;
}

/** The faults of one emulator. The oldest one that fits hits. */
export class Faults {
  #armed: Armed[] = [];

  add(fault: Fault): FaultHandle {
    const armed: Armed = { fault, hits: 0 };
    this.#armed.push(armed);
    return {
      remove: () => {
        this.#armed = this.#armed.filter((other) => other !== armed);
      },
      get hits() {
        return armed.hits;
      },
    };
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault for a request, counted as a hit. */
  take(method: string, path: string): Fault | undefined {
    const armed = this.#armed.find(
      ({ fault, hits }) =>
        hits < (fault.times ?? Infinity) &&
        (fault.method === undefined || fault.method.toUpperCase() === method) &&
        matchesPath(fault.path, path),
    );
    if (armed) armed.hits++;
    return armed?.fault;
  }
}
