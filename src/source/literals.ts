import type { Syntax } from './language';
import { CodeReader } from './codeReader';

/** A string literal, or a line of values. Offsets count UTF-16 units from the beginning of the text. */
export interface Literal {
  /** The content, without quotes. */
  readonly start: number;
  readonly end: number;
  /** With quotes and the letters in front of them, such as `r` or `@`. The same as the content where there are none. */
  readonly outerStart: number;
  readonly outerEnd: number;
}

/** Every literal of a text, in order. Never throws: what is not closed ends with its line. Linear in the text's length. */
export function literalsOf(text: string, syntax: Syntax): readonly Literal[] {
  return syntax.kind === 'code' ? new CodeReader(text, syntax).read() : valueLines(text, syntax);
}

/** The literals of a text, read when they are first asked for and not again: several rules need them, or none. */
export function lazyLiterals(text: string, syntax: Syntax): () => readonly Literal[] {
  let literals: readonly Literal[] | undefined;
  return () => (literals ??= literalsOf(text, syntax));
}

function valueLines(text: string, syntax: Syntax): Literal[] {
  const lines: Literal[] = [];
  for (let from = 0; from < text.length;) {
    const newline = text.indexOf('\n', from);
    const lineEnd = newline === -1 ? text.length : newline;
    const end = commentStart(text, from, lineEnd, syntax);
    if (end > from) {
      lines.push({ start: from, end, outerStart: from, outerEnd: end });
    }
    from = lineEnd + 1;
  }
  return lines;
}

/** Where the comment of a line begins; its end when it has none. A mark between quotes is none. */
function commentStart(text: string, from: number, to: number, syntax: Syntax): number {
  let first = from;
  while (first < to && (text[first] === ' ' || text[first] === '\t' || text[first] === '\uFEFF')) {
    first++;
  }
  if (syntax.lineComments.some((mark) => text.startsWith(mark, first))) {
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
      quote = /[\w]/.test(text.charAt(at - 1)) ? '' : character;
    } else if (
      /\s/.test(text.charAt(at - 1)) &&
      syntax.lineComments.some((mark) => text.startsWith(mark, at))
    ) {
      return at;
    }
  }
  return to;
}
