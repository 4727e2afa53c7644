import * as assert from 'node:assert';

/** What twice the input may cost: twice as much, and some room for the machine. */
const limit = 2.5;
/** A run shorter than this, in milliseconds, says more about the clock than about the work. */
const shortest = 2;
const leastRounds = 3;
const mostRounds = 25;

/**
 * Fails when twice the input takes more than 2.5 times as long. No duration is a limit: both sizes are timed in turn
 * and the best of each counts, so that neither a slow nor a busy machine makes it fail. `prepare` returns the work
 * for an input of `size` (of any unit); the size grows until the work is long enough to be compared.
 */
export function assertLinear(what: string, size: number, prepare: (size: number) => () => unknown): void {
  let work = prepare(size);
  let once = time(work);
  for (let growth = 0; once < shortest && growth < 6; growth++) {
    size *= 2;
    work = prepare(size);
    once = time(work);
  }
  const double = prepare(2 * size);
  let twice = Infinity;
  for (let round = 1; round <= mostRounds; round++) {
    twice = Math.min(twice, time(double));
    once = Math.min(once, time(work));
    // Too short to be compared even when it was largest: nothing here grows too fast.
    if (round >= leastRounds && (twice <= limit * once || twice < shortest)) {
      return;
    }
  }
  assert.fail(
    `${what}: twice the input (${String(2 * size)}) takes ${(twice / once).toFixed(1)} times as long, ` +
      `${twice.toFixed(1)} instead of ${once.toFixed(1)} ms`,
  );
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
