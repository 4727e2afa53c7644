import * as assert from 'node:assert';

/** What twice the input may cost: twice as much, and some room for the machine. */
const limit = 2.5;
/** Less work than this, in milliseconds of processor time, says more about the machine than about the work. */
const shortest = 5;
const rounds = 12;
/** Work that grows too fast does so at each of these sizes; noise doesn't. */
const scales = [1, 2, 4];

/**
 * Fails when twice the input takes more than 2.5 times the work, at three sizes in turn. No duration is a limit: both
 * inputs are measured alternately in processor time and the best of each counts, so that neither a slow nor a busy
 * machine makes it fail. `prepare` returns the work for an input of `size` (of any unit); the size grows until the
 * work is enough to be compared.
 */
export function assertLinear(what: string, size: number, prepare: (size: number) => () => unknown): void {
  let start = size;
  for (let growth = 0; growth < 6 && measure(prepare(start)) < shortest; growth++) {
    start *= 2;
  }
  const failures: string[] = [];
  for (const scale of scales) {
    const { once, twice } = compare(prepare(scale * start), prepare(2 * scale * start));
    // Too little to be compared even at its largest: nothing here grows too fast.
    if (twice <= limit * once || twice < shortest) {
      return;
    }
    failures.push(
      `twice the input (${String(2 * scale * start)}) takes ${(twice / once).toFixed(1)} times as long, ` +
        `${twice.toFixed(1)} instead of ${once.toFixed(1)} ms`,
    );
  }
  assert.fail(`${what}: ${failures.join('; ')}`);
}

/** The best of each, in as few rounds as show that one is no more than {@link limit} times the other. */
function compare(work: () => unknown, double: () => unknown): { once: number; twice: number } {
  let once = Infinity;
  let twice = Infinity;
  for (let round = 0; round < rounds && !(round > 1 && twice <= limit * once); round++) {
    once = Math.min(once, measure(work));
    twice = Math.min(twice, measure(double));
  }
  return { once, twice };
}

function measure(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
