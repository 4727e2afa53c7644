import * as assert from 'node:assert';

/** What four times the input may cost: two doublings of 2.5 times each. Work that grows with the square costs 16. */
const limit = 2.5 ** 2;
/** Less work than this, in milliseconds of processor time, says more about the machine than about the work. */
const shortest = 3;
/** How often the input may double until there is enough work to compare. */
const mostGrowth = 6;
/** Garbage collection falls into some runs: the best of each size counts. */
const mostRounds = 20;

/**
 * Fails when work grows faster than its input: by more than 2.5 times for each of two doublings. No duration is a
 * limit: both sizes are measured in turn, in processor time, so that neither a slow nor a busy machine makes it fail.
 * `prepare` returns the work for an input of `size` (of any unit), which grows until there is enough to compare.
 */
export function assertLinear(what: string, size: number, prepare: (size: number) => () => unknown): void {
  for (let growth = 0; growth <= mostGrowth; growth++) {
    const input = size * 2 ** growth;
    const { least, leastLarger } = compare(prepare(input), prepare(4 * input));
    if (leastLarger <= limit * least) {
      return;
    }
    // Compiled, the work may be much shorter than it was at first: too short to be compared.
    assert.ok(
      least < shortest,
      `${what}: four times the input (${String(4 * input)}) takes ${(leastLarger / least).toFixed(1)} times as long`,
    );
  }
}

/** The best of each, in no more rounds than show that neither grows too fast. */
function compare(work: () => unknown, larger: () => unknown): { least: number; leastLarger: number } {
  let least = Infinity;
  let leastLarger = Infinity;
  for (let round = 0; round < mostRounds && (round < 2 || leastLarger > limit * least); round++) {
    least = Math.min(least, measure(work));
    leastLarger = Math.min(leastLarger, measure(larger));
  }
  return { least, leastLarger };
}

/** Milliseconds that this process has computed: what others compute meanwhile on the same core doesn't count. */
function measure(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
