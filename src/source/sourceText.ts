import { CodeReader, type Literal, type Span } from './codeReader';
import type { Syntax } from './language';

export interface IdMatch extends Span {
  readonly id: string;
}

/** Length of every ID, in characters. Source: api.md 1. */
const idLength = 10;

/** By character code: 1 for letters and digits, 2 for the characters that join words and base64, 0 for the others. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9]/.test(character) ? 1 : /[_+$=-]/.test(character) ? 2 : 0;
});

/** IDs that nobody would write by hand: they have all three kinds of characters. */
const randomId = /(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])/;
/** In a text about OpenSign: two kinds of characters, but no camelCase, which code and settings are full of. */
const likelyId =
  /^(?![A-Z]?[a-z]+(?:[A-Z][a-z]+)*\d{0,2}$)(?:.*[0-9].*[A-Za-z]|.*[A-Za-z].*[0-9]|.*[a-z].*[A-Z]|.*[A-Z].*[a-z])/;
const hint = /opensign|x-api-token|template_?id|createdocument/i;

/** A text with its syntax. Everything that the features share is read on first use, and once. */
export class SourceText {
  private foundLiterals: readonly Literal[] | undefined;
  private foundCandidates: readonly number[] | undefined;
  private likely: boolean | undefined;

  constructor(
    readonly text: string,
    readonly syntax: Syntax,
  ) {}

  /** In order. Never throws: an unclosed literal ends with its line. Takes linear time. */
  get literals(): readonly Literal[] {
    const { text, syntax } = this;
    return (this.foundLiterals ??=
      syntax.kind === 'code' ? new CodeReader(text, syntax).read() : readValueLines(text, syntax));
  }

  /** The literal around a span, found by bisection. */
  literalAround({ start, end }: Span): Literal | undefined {
    const { literals } = this;
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

  /** The IDs in string literals and values. Only candidates that `isKnown` accepts count. */
  findIds(isKnown: (id: string) => boolean): readonly IdMatch[] {
    return this.idCandidates()
      .filter((start) => isKnown(this.idAt(start)))
      .map((start) => ({ id: this.idAt(start), start, end: start + idLength }))
      .filter((match) => this.literalAround(match) !== undefined);
  }

  /** Whether the text may contain IDs, so that it's worth fetching the lists of templates. */
  get mayHoldIds(): boolean {
    if (this.likely === undefined) {
      const pattern = hint.test(this.text) ? likelyId : randomId;
      this.likely = this.idCandidates().some((start) => pattern.test(this.idAt(start)));
    }
    return this.likely;
  }

  private idAt(start: number): string {
    return this.text.slice(start, start + idLength);
  }

  private idCandidates(): readonly number[] {
    return (this.foundCandidates ??= findCandidates(this.text));
  }
}

/**
 * Where runs of ten letters and digits begin that could be an ID: in quotes, in a path, after a colon, a blank, or an
 * escape such as `\n`. Parts of longer words, base64 and names with dashes don't count. A loop, because it's several
 * times faster than a regular expression on a whole text.
 */
function findCandidates(text: string): readonly number[] {
  const found: number[] = [];
  const kindAt = (at: number) => kinds[text.charCodeAt(at)] ?? 0;
  // An expression in a template may follow at once.
  const continues = (at: number) => kindAt(at) === 2 && !text.startsWith('${', at);
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && kindAt(at) === 1) {
      continue;
    }
    const length = at - start;
    if (length === idLength) {
      if (!continues(at) && (kindAt(start - 1) !== 2 || text[start - 1] === '=')) {
        found.push(start);
      }
    } else if (length === idLength + 1 && !continues(at) && isEscape(text, start - 1)) {
      found.push(start + 1);
    }
    start = at + 1;
  }
  return found;
}

/** Whether `\n`, `\r` or `\t` begins at `at`. */
function isEscape(text: string, at: number): boolean {
  return text[at] === '\\' && text[at - 1] !== '\\' && /[nrt]/.test(text.charAt(at + 1));
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
  let first = from;
  while (first < to && (text[first] === ' ' || text[first] === '\t' || text[first] === '\uFEFF')) {
    first++;
  }
  if (isComment(text, first, syntax)) {
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
    } else if (/\s/.test(text.charAt(at - 1)) && isComment(text, at, syntax)) {
      return at;
    }
  }
  return to;
}

function isComment(text: string, at: number, syntax: Syntax): boolean {
  return syntax.lineComments.some((mark) => text.startsWith(mark, at));
}
