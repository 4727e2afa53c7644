import { CodeReader, type Literal } from './codeReader';
import type { Syntax } from './language';

/** All literals of a text, in order. Never throws: an unclosed one ends with its line. Linear in the text's length. */
export function readLiterals(text: string, syntax: Syntax): readonly Literal[] {
  return syntax.kind === 'code' ? new CodeReader(text, syntax).read() : readValueLines(text, syntax);
}

/** The literal around a span, found by bisection. `literals` are in order. */
export function findLiteralAround(
  { start, end }: { readonly start: number; readonly end: number },
  literals: readonly Literal[],
): Literal | undefined {
  let low = 0;
  let high = literals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((literals[middle]?.start ?? Infinity) <= start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const literal = literals[low - 1];
  return literal !== undefined && literal.end >= end ? literal : undefined;
}

function readValueLines(text: string, syntax: Syntax): Literal[] {
  const lines: Literal[] = [];
  for (let from = 0; from < text.length;) {
    const newline = text.indexOf('\n', from);
    const lineEnd = newline === -1 ? text.length : newline;
    const end = findComment(text, from, lineEnd, syntax);
    if (end > from) {
      lines.push({ start: from, end, outerStart: from, outerEnd: end });
    }
    from = lineEnd + 1;
  }
  return lines;
}

/** Where the comment of a line begins, or the line's end when it has none. A mark between quotes doesn't count. */
function findComment(text: string, from: number, to: number, syntax: Syntax): number {
  const isMark = (at: number) => syntax.lineComments.some((mark) => text.startsWith(mark, at));
  let first = from;
  while (first < to && (text[first] === ' ' || text[first] === '\t' || text[first] === '\uFEFF')) {
    first++;
  }
  if (isMark(first)) {
    return from;
  }
  if (!syntax.trailingComments) {
    return to;
  }
  let quote = '';
  for (let at = first; at < to; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') {
        at++;
      } else if (character === quote) {
        quote = '';
      }
    } else if (character === '"' || character === "'") {
      // An apostrophe inside a word opens nothing.
      quote = /\w/.test(text.charAt(at - 1)) ? '' : character;
    } else if (/\s/.test(text.charAt(at - 1)) && isMark(at)) {
      return at;
    }
  }
  return to;
}
