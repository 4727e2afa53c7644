/** Numbers that look random and are the same in every run, so that a failure can be seen again. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One of a list. */
export function pick<T>(random: (below: number) => number, list: readonly T[]): T {
  const chosen = list[random(list.length)];
  if (chosen === undefined) {
    throw new Error('nothing to choose from');
  }
  return chosen;
}
