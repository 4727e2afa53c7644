import type { Literal } from '../source/codeReader';
import { getLineEnding, type Span, type TextEdit } from './dotEnv';

/** A token in a string literal, and the code around it. */
export interface Place {
  readonly text: string;
  readonly token: Span;
  readonly literal: Literal;
  /** Some code before and after the literal. */
  readonly before: string;
  readonly after: string;
  /** Letters before the opening quote, such as `f`. */
  readonly prefix: string;
  /** The opening quote. Empty in a part of a template between two expressions. */
  readonly quote: string;
  /** Whether the literal holds nothing but the token. */
  readonly isWhole: boolean;
}

export function getPlace(text: string, token: Span, literal: Literal): Place {
  const start = text.slice(literal.outerStart, literal.outerStart + 20);
  const [opening, prefix = '', quote = ''] = /^([A-Za-z]*)("""|'''|["'`])/.exec(start) ?? [];
  const isQuoted = opening !== undefined && literal.outerStart + opening.length === literal.start;
  return {
    text,
    token,
    literal,
    before: text.slice(Math.max(0, literal.outerStart - 2000), literal.outerStart),
    after: text.slice(literal.outerEnd, literal.outerEnd + 500),
    prefix,
    quote,
    isWhole: isQuoted && literal.start === token.start && literal.end === token.end,
  };
}

/** The edits that make Python read a variable, with an import of `os` if it is missing. */
export function readInPython(place: Place, variable: string): readonly TextEdit[] | undefined {
  const edit = getLookup(place, variable);
  const added = getOsImport(place.text);
  return edit && (added === undefined ? [edit] : [added, edit]);
}

function getLookup(place: Place, variable: string): TextEdit | undefined {
  const { text, token, literal, prefix, quote, isWhole, before, after } = place;
  if (/[bt]/i.test(prefix)) {
    return undefined;
  }
  if (isWhole) {
    // Python joins adjacent literals, as in `"a" "b"`.
    const isJoined =
      /["']\s*(?:\\\r?\n\s*)?$/.test(before) || /^\s*(?:\\\r?\n\s*)?[A-Za-z]{0,2}["']/.test(after);
    return isJoined || /\bcase\s*$/.test(before)
      ? undefined
      : { start: literal.outerStart, end: literal.outerEnd, text: `os.environ["${variable}"]` };
  }
  // Inside an expression of an f-string the token is in another literal.
  const content = text.slice(literal.start, token.start).replace(/\{\{|\}\}/g, '');
  if (!/f/i.test(prefix) || content.split('{').length !== content.split('}').length) {
    return undefined;
  }
  const inner = quote.startsWith("'") ? '"' : "'";
  return { ...token, text: `{os.environ[${inner}${variable}${inner}]}` };
}

/** The edit that imports `os`. Undefined when a text already does. */
export function getOsImport(text: string): TextEdit | undefined {
  const withoutDocstrings = text.replace(/("{3}|'{3})[^]*?\1/g, '');
  if (withoutDocstrings.split(/[\r\n]/).some(importsOs)) {
    return undefined;
  }
  const eol = getLineEnding(text);
  const at = findImportsStart(text);
  const isBeforeImport = /^(?:import|from)\b/.test(text.slice(at));
  const isOpen = at > 0 && text.charAt(at - 1) !== '\n';
  const code = `${isOpen ? eol : ''}import os${eol}${isBeforeImport || isOpen ? '' : eol}`;
  return { start: at, end: at, text: code };
}

function importsOs(line: string): boolean {
  const names = /^import[ \t]([^;#]*)/.exec(line)?.[1]?.split(',') ?? [];
  return names.some((name) => /^os(?:\.\w+)*$/.test(name.trim()));
}

/** After the first comments, the docstring and `from __future__`. */
function findImportsStart(text: string): number {
  const docstring =
    /[rRuU]?(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
  const future =
    /from[ \t]+__future__[ \t]+import\b(?:[ \t]*\([^)]*\)?[^\n]*|[^\n\\]*(?:\\(?:\r?\n)?[^\n\\]*)*)(?:\n|$)/y;
  let comments = skipComments(text, 0);
  docstring.lastIndex = comments.statement;
  if (docstring.test(text)) {
    comments = skipComments(text, docstring.lastIndex);
  }
  for (future.lastIndex = comments.statement; future.test(text); future.lastIndex = comments.statement) {
    comments = skipComments(text, future.lastIndex);
  }
  return comments.place;
}

/**
 * Skips comments and empty lines. `statement` is where code goes on, `place` is before the comment right above it, which
 * belongs to it. The first lines of a file stay first.
 */
function skipComments(text: string, from: number): { readonly statement: number; readonly place: number } {
  const line = /[ \t]*(#[^\n]*)?(?:\r?\n|$)/y;
  let statement = from;
  let place = from;
  for (line.lastIndex = from; line.lastIndex < text.length;) {
    const match = line.exec(text);
    if (match === null) {
      break;
    }
    statement = line.lastIndex;
    const isFirst = /^#(?:!|.*coding[:=])/.test(match[1] ?? '') && match.index < 200;
    if (match[1] === undefined || isFirst) {
      place = statement;
    }
  }
  return { statement, place: statement >= text.length ? statement : place };
}
