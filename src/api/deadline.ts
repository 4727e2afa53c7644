import { OpenSignError } from './errors';

/** The longest wait that `setTimeout` knows; a longer one would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Runs `work` with a signal that aborts when `signal` does or after `ms`. Rejects with kind `canceled` or `timeout`
 * at that moment even if `work` ignores its signal, and otherwise as `work` does.
 *
 * `AbortSignal.timeout` and `AbortSignal.any` are not used anywhere: what `any` returns loses its timeout when it is
 * garbage-collected (Node issue 57736), and loses aborts on Node 24.16 and later (65995).
 */
export async function withDeadline<T>(
  signal: AbortSignal | undefined,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  return withAnySignal([signal, over.signal], async (either) => {
    const failure = () =>
      signal?.aborted
        ? new OpenSignError('canceled')
        : new OpenSignError('timeout', { timeoutMs: Math.round(ms) });
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        const end = () => reject(failure());
        if (either.aborted) {
          end();
          return;
        }
        either.addEventListener('abort', end);
        timer = setTimeout(() => over.abort(), Math.min(ms, longestTimerMs));
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
