import type { Syntax } from './language';
import { lazyLiterals, type Literal } from './literals';

export interface IdMatch {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Length of every id. Source: api.md 1. */
const idLength = 10;

/** By character code: 1 for letters and digits, 2 for what joins words and base64, 0 for the rest. */
const kinds = new Uint8Array(128);
for (let code = 0; code < kinds.length; code++) {
  const character = String.fromCharCode(code);
  kinds[code] = /[A-Za-z0-9]/.test(character) ? 1 : /[_+$=-]/.test(character) ? 2 : 0;
}

/**
 * Calls back for each run of ten letters and digits that stands for itself: in quotes, in a path, after a colon or a
 * blank, after an escape such as `\n`. Inside a longer word, and where base64 or a name with dashes goes on, it is a
 * part of something else. A loop over the characters, for it runs over all of a text and is some times faster than a
 * regular expression.
 */
function eachCandidate(text: string, found: (start: number) => void): void {
  const kindAt = (at: number) => kinds[text.charCodeAt(at)] ?? 0;
  // What is put into a template may follow at once.
  const goesOn = (at: number) => kindAt(at) === 2 && !text.startsWith('${', at);
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && kindAt(at) === 1) {
      continue;
    }
    const length = at - start;
    if (length === idLength) {
      if (!goesOn(at) && (kindAt(start - 1) !== 2 || text[start - 1] === '=')) {
        found(start);
      }
    } else if (length === idLength + 1 && !goesOn(at) && isEscape(text, start - 1)) {
      found(start + 1);
    }
    start = at + 1;
  }
}

/** Whether `\n`, `\r` or `\t` begins at `at`. */
function isEscape(text: string, at: number): boolean {
  return text[at] === '\\' && text[at - 1] !== '\\' && /[nrt]/.test(text.charAt(at + 1));
}

/** Ids in string literals and values. `isKnown` is asked for each candidate: an id that it does not know is none. */
export function findIds(
  text: string,
  syntax: Syntax,
  isKnown: (id: string) => boolean,
  literals = lazyLiterals(text, syntax),
): readonly IdMatch[] {
  const matches: IdMatch[] = [];
  eachCandidate(text, (start) => {
    const id = text.slice(start, start + idLength);
    if (isKnown(id)) {
      matches.push({ id, start, end: start + idLength });
    }
  });
  return matches.length === 0 ? matches : within(matches, literals());
}

/** Those of `spans` that lie in one of `literals`. Both are in order. */
export function within<T extends { readonly start: number; readonly end: number }>(
  spans: readonly T[],
  literals: readonly Literal[],
): T[] {
  return spans.filter((span) => literalAround(span, literals) !== undefined);
}

/** The literal that holds a span, found by bisection. */
export function literalAround(
  { start, end }: { readonly start: number; readonly end: number },
  literals: readonly Literal[],
): Literal | undefined {
  let low = 0;
  let high = literals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const literal = literals[middle];
    if (literal !== undefined && literal.start <= start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const literal = literals[low - 1];
  return literal !== undefined && literal.end >= end ? literal : undefined;
}

/** How ids look that nobody would write by hand: all three kinds of characters. */
const idLike = /(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])/;
/** Where a text speaks of OpenSign: two kinds, but no words in camel case, of which code and settings are full. */
const maybeId =
  /^(?![A-Z]?[a-z]+(?:[A-Z][a-z]+)*\d{0,2}$)(?:.*[0-9].*[A-Za-z]|.*[A-Za-z].*[0-9]|.*[a-z].*[A-Z]|.*[A-Z].*[a-z])/;
const hint = /opensign|x-api-token|template_?id|createdocument/i;

/** True when a text may hold ids, so that it is worth knowing them. */
export function mayHoldIds(text: string): boolean {
  const pattern = hint.test(text) ? maybeId : idLike;
  let found = false;
  eachCandidate(text, (start) => {
    found ||= pattern.test(text.slice(start, start + idLength));
  });
  return found;
}
