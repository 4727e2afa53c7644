/** How many of the items, which are in order, are before a place. Found by bisection. */
export function countBefore<T>(items: readonly T[], at: number, placeOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && placeOf(item) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
