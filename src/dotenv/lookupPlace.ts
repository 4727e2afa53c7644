import type { Literal } from '../source/codeReader';
import type { Span } from './textEdit';

/** A token in a string literal, and the code around it. */
export interface Place {
  readonly text: string;
  readonly token: Span;
  readonly literal: Literal;
  /** Code in front of the literal, as much as is worth a look. */
  readonly before: string;
  /** Code behind the literal. */
  readonly after: string;
  /** Letters in front of the opening quote, such as `f`. */
  readonly prefix: string;
  /** The opening quote; empty for a part of a template between two expressions. */
  readonly quote: string;
  /** Whether the token is all of the literal. */
  readonly whole: boolean;
}

export function placeOf(text: string, token: Span, literal: Literal): Place {
  const opening = /^([A-Za-z@$]*)#*("""|'''|["'`])/.exec(
    text.slice(literal.outerStart, literal.outerStart + 20),
  );
  const quote = opening?.[2] ?? '';
  const quoted = quote !== '' && literal.outerStart + (opening?.[0].length ?? 0) === literal.start;
  return {
    text,
    token,
    literal,
    before: text.slice(Math.max(0, literal.outerStart - 2000), literal.outerStart),
    after: text.slice(literal.outerEnd, literal.outerEnd + 500),
    prefix: opening?.[1] ?? '',
    quote,
    whole: quoted && literal.start === token.start && literal.end === token.end,
  };
}

/**
 * How many braces are open where the token is, counted from the beginning of its literal. Between braces there is
 * code, in which a string cannot simply be continued.
 */
export function openBraces({ text, token, literal }: Place, doubled: boolean): number {
  const content = text.slice(literal.start, token.start);
  const counted = doubled ? content.replace(/\{\{|\}\}/g, '') : content;
  return counted.split('{').length - counted.split('}').length;
}

/** Where another literal stands right beside it, as in `"a" "b"`, which are one to some languages. */
export function isAdjacent({ before, after }: Place): boolean {
  return /["']\s*(?:\\\r?\n\s*)?$/.test(before) || /^\s*(?:\\\r?\n\s*)?[A-Za-z]{0,2}["']/.test(after);
}
