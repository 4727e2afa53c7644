import type { Literal } from './codeReader';
import type { Syntax } from './language';
import { findLiteralAround, readLiterals } from './literals';

export interface IdMatch {
  readonly id: string;
  readonly start: number;
  readonly end: number;
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

  get literals(): readonly Literal[] {
    return (this.foundLiterals ??= readLiterals(this.text, this.syntax));
  }

  literalAround(span: { readonly start: number; readonly end: number }): Literal | undefined {
    return findLiteralAround(span, this.literals);
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
