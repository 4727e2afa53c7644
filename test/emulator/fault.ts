import type { JournalEntry } from './journal';
import { matchesPath } from './pathPattern';

/**
 * Changes the response to matching requests. `status`, `body`, `makeBody`, `redirect`, `hang` and `cut: 'before'` replace
 * it. Otherwise the real response is sent delayed (`delayMs`, `hold`), with more `headers`, slowly (`trickle`), too long
 * (`padTo`), or `cut` short.
 */
export interface Fault {
  /** Defaults to any method. */
  method?: string;
  /** Without base path: `/templatelist`, `/template/*` (one segment), or a regular expression. Files: `/files/*`. */
  path: string | RegExp;
  /** Number of requests that the fault applies to. Default: all. */
  times?: number;
  status?: number;
  /** An object is sent as JSON, a string or buffer as HTML. `headers` can override the content type. */
  body?: string | object;
  /** Creates the `body` for each request, for example the next page of an endless list. */
  makeBody?: (request: JournalEntry) => string | object;
  headers?: Record<string, string>;
  delayMs?: number;
  /** Sends the body in pieces of `bytes`, one every `everyMs`. */
  trickle?: { bytes: number; everyMs: number };
  /** Pads the body with spaces to this size in bytes (JSON stays valid). `Infinity` pads until the client disconnects. */
  padTo?: number;
  /** Responds after this promise resolves or rejects. */
  hold?: Promise<void>;
  /** Never responds. The connection stays open until the client or `close()` closes it. */
  hang?: boolean;
  /** Closes the socket before the response, or after this many bytes of the body. */
  cut?: 'before' | number;
  /** Value of a `location` header; the status defaults to 302. */
  redirect?: string;
  /**
   * `before` (the default): the real handler only runs if its response is sent. `after`: the real handler runs first, so
   * the object is created, and the fault applies to its response.
   */
  when?: 'before' | 'after';
}

export interface FaultHandle {
  remove(): void;
  /** Number of requests that the fault was applied to. */
  readonly hits: number;
}

interface Armed {
  readonly fault: Fault;
  hits: number;
}

/** The faults of one emulator. The oldest matching fault applies. */
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

  /** Returns the fault for a request, and counts it as a hit. */
  match(method: string, path: string): Fault | undefined {
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
