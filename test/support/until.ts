import { setTimeout as delay } from 'node:timers/promises';

interface Options {
  readonly timeout?: number;
}

/** Milliseconds to wait for a state. Not an assertion about speed: long enough for a busy machine with one core. */
export const patience = 90_000;

/** Milliseconds for one try, before the caller resets the state and retries. */
export const oneTry = 5000;

/** Calls `check` until it returns a value other than undefined, null and false. `what` names the state in the error. */
export async function until<T>(
  what: string,
  check: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  { timeout = patience }: Options = {},
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  do {
    try {
      const result = await check();
      if (result !== undefined && result !== null && result !== false) {
        return result;
      }
      last = result;
    } catch (error) {
      last = error;
    }
    await delay(50);
  } while (Date.now() < end);
  throw new Error(`Waited ${timeout / 1000} s until ${what}. Last result: ${String(last)}`);
}
