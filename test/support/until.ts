import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  readonly timeout?: number;
}

/**
 * Milliseconds that a state may take to come. No assertion: it is as long as a machine may need that has one core for
 * two runs of everything.
 */
export const patience = 90_000;

/** Milliseconds that one try may take, before everything is put back and tried again. */
export const oneTry = 5000;

/**
 * Waits for a state, never for a time: asks again until the answer is neither undefined, null, false nor an error.
 * What it waited for is in the failure.
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  { timeout = patience }: Patience = {},
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer;
      }
      last = answer;
    } catch (error) {
      last = error;
    }
    await delay(50);
  } while (Date.now() < end);
  throw new Error(`waited ${timeout / 1000} s until ${what}; last: ${String(last)}`);
}
