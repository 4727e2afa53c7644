/** What has to be replaced of a text, by offsets, and by what. */
export interface Difference {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What differs, in whole lines: cursors, and what is folded elsewhere, stay where they are. */
export function difference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start++;
  }
  start = before.slice(0, start).lastIndexOf('\n') + 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  const lineEnd = before.indexOf('\n', before.length - same - 1);
  same = lineEnd === -1 ? 0 : before.length - lineEnd - 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
