/**
 * The part of the Fetch API that the client uses. At run time it is VS Code's own `fetch`, the only one that
 * honours the proxy and certificate settings; tests hand in another.
 */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** Time as a parameter, so that waiting can be tested without waiting. All values in milliseconds. */
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
