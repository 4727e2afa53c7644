import * as assert from 'node:assert';

/** Maximum factor for four times the input: 2.5 for each doubling. Quadratic work has a factor of 16. */
const limit = 2.5 ** 2;
/** Milliseconds of CPU time below which measurements are too imprecise. */
const minimumMs = 3;
/** How often the input may double to get enough work to compare. */
const maxDoublings = 6;
/** Runs for each size. The fastest counts, because garbage collection slows down some. */
const maxRounds = 20;

/**
 * Fails if work grows faster than its input: by more than 2.5 times for each of two doublings. Compares CPU times instead
 * of limiting them, so it doesn’t fail on slow or busy machines. `prepare` returns the work for an input of `size`, which
 * is doubled until there is enough work to compare.
 */
export function assertLinear(what: string, size: number, prepare: (size: number) => () => unknown): void {
  for (let growth = 0; growth <= maxDoublings; growth++) {
    const input = size * 2 ** growth;
    const { least, leastLarger } = compare(prepare(input), prepare(4 * input));
    if (leastLarger <= limit * least) {
      return;
    }
    // The compiled work may be too short to compare.
    assert.ok(
      least < minimumMs,
      `${what}: four times the input (${String(4 * input)}) takes ${(leastLarger / least).toFixed(1)} times as long`,
    );
  }
}

/** The fastest run of each. Stops when the factor is within the limit. */
function compare(work: () => unknown, larger: () => unknown): { least: number; leastLarger: number } {
  let least = Infinity;
  let leastLarger = Infinity;
  for (let round = 0; round < maxRounds && (round < 2 || leastLarger > limit * least); round++) {
    least = Math.min(least, measure(work));
    leastLarger = Math.min(leastLarger, measure(larger));
  }
  return { least, leastLarger };
}

/** CPU time of this process in milliseconds. */
function measure(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
