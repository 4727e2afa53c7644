import { OpenSignError } from './errors';

/**
 * The part of the Fetch API that the client uses. At run time it is VS Code's own `fetch`, the only one that follows
 * the proxy and certificate settings; tests pass another one.
 */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** Time as a parameter, so that tests don't have to wait. All values in milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or earlier when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done);
    }),
};

/** The longest delay that `setTimeout` supports; a longer one would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Runs `work` with a signal that aborts when `signal` does or after `ms`. Rejects with kind `canceled` or `timeout`
 * at that time even if `work` ignores its signal, and otherwise as `work` does.
 *
 * `AbortSignal.timeout` and `AbortSignal.any` are not used anywhere: what `any` returns loses its timeout when it is
 * garbage-collected (Node issue 57736), and loses aborts on Node 24.16 and later (65995).
 */
export async function withDeadline<T>(
  signal: AbortSignal | undefined,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController();
  return withAnySignal([signal, timeout.signal], async (either) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        const end = () =>
          reject(
            signal?.aborted
              ? new OpenSignError('canceled')
              : new OpenSignError('timeout', { timeoutMs: Math.round(ms) }),
          );
        if (either.aborted) {
          end();
          return;
        }
        either.addEventListener('abort', end);
        timer = setTimeout(() => timeout.abort(), Math.min(ms, longestTimerMs));
        work(either).then(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
    }
  });
}

/** Runs `work` with a signal that aborts when one of `signals` does. Leaves no listener on them. */
export async function withAnySignal<T>(
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const either = new AbortController();
  const abort = () => either.abort();
  for (const signal of signals) {
    if (signal?.aborted) {
      abort();
    }
    signal?.addEventListener('abort', abort);
  }
  try {
    return await work(either.signal);
  } finally {
    signals.forEach((signal) => signal?.removeEventListener('abort', abort));
  }
}

/**
 * Reads a body to its end. Resolves with undefined when it is longer than `limit` bytes; the announced size is trusted
 * only when it is too large. Rejects as the stream does, and as soon as `signal` aborts, even if the stream ignores it.
 */
export async function readBody(
  response: Response,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    discard(response.body);
    return undefined;
  }
  if (response.body === null) {
    return new Uint8Array();
  }
  const reader = response.body.getReader();
  const stop = () => discard(reader);
  signal.addEventListener('abort', stop);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) {
        break;
      }
      size += value.byteLength;
      if (size > limit) {
        discard(reader);
        return undefined;
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  // Joining them with a Blob takes twice the memory.
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** Cancels an unread body, which frees its connection. Waits for nothing: a broken stream may never end. */
export function discard(body: { cancel(): Promise<void> } | null): void {
  body?.cancel().catch(() => undefined);
}
