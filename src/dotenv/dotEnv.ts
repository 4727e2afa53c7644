import { parseEnv } from 'node:util';

/** A part of a text. Offsets count UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces a part of a text. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** `.env`, `.env.local`, `prod.env`, `prod.env.local`; not `config.env.ts`, which is code. */
const fileName = /(?:^|\/)(?:\.env(?:\.[^/]+)?|[^/]+\.env(?:\.local)?)$/i;
/** All readers of `.env` files, and shells, read these values unchanged. */
const needsNoQuotes = /^[\w./:@+=-]*$/;

/** Whether the name is one of a file with environment variables. */
export function isDotEnv(uri: { readonly path: string }): boolean {
  return fileName.test(uri.path);
}

/** The value of a variable, or undefined when it isn't set. The last of several assignments counts. */
export function readVariable(text: string, name: string): string | undefined {
  return parseEnv(text)[name];
}

/**
 * Sets a variable: replaces the value of its last assignment, or adds a line. Undefined when the value can't be written
 * so that it is read back unchanged.
 */
export function setVariable(text: string, name: string, value: string): TextEdit | undefined {
  const quoted = quote(value);
  if (quoted === undefined) {
    return undefined;
  }
  const span = [...findValues(text)].findLast((assignment) => assignment.name === name)?.span;
  // Some readers take a comment right after the value as a part of it.
  const separator = span !== undefined && text.charAt(span.end) === '#' ? ' ' : '';
  const edit = span ? { ...span, text: quoted + separator } : appendLine(text, `${name}=${quoted}`);
  // The value may contain the quote that another line has opened and not closed.
  return readVariable(applyEdits(text, [edit]), name) === value ? edit : undefined;
}

/** `text` with edits that don't overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

export function getLineEnding(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

export function appendLine(text: string, line: string): TextEdit {
  const lineEnding = getLineEnding(text);
  const isOpen = text !== '' && !text.endsWith('\n');
  return { start: text.length, end: text.length, text: `${isOpen ? lineEnding : ''}${line}${lineEnding}` };
}

/** The assignments of a text, as `parseEnv` reads them, with what a new value replaces. */
function* findValues(text: string): Generator<{ readonly name: string; readonly span: Span }> {
  for (let at = 0, next = 0; at < text.length; at = next + 1) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 ? text.length : newline;
    next = lineEnd;
    const line = text.slice(at, lineEnd);
    const equals = line.indexOf('=');
    const name = equals === -1 ? '' : line.slice(0, equals).trim();
    if (name === '' || name.startsWith('#')) {
      continue;
    }
    const start = at + equals + 1 + (/^[ \t]*/.exec(line.slice(equals + 1))?.[0].length ?? 0);
    const isQuoted = /["'`]/.test(text.charAt(start));
    const close = isQuoted ? text.indexOf(text.charAt(start), start + 1) : -1;
    if (close !== -1) {
      next = findLineEnd(text, close);
    }
    const span =
      close === -1 ? getBareSpan(text, start, lineEnd, isQuoted) : getQuotedSpan(text, start, close);
    yield { name: name.replace(/^export[ \t]+/, ''), span };
  }
}

/** A bare value ends at a comment. One with an opening quote that isn't closed is the rest of the line. */
function getBareSpan(text: string, start: number, lineEnd: number, isQuoted: boolean): Span {
  const hash = isQuoted ? -1 : text.slice(start, lineEnd).indexOf('#');
  const content = text.slice(start, hash === -1 ? lineEnd : start + hash).trimEnd();
  if (content === '') {
    // The space before a comment stays.
    const equals = text.lastIndexOf('=', start) + 1;
    return { start: equals, end: hash === -1 ? findLineEnd(text, start) : equals };
  }
  return { start, end: start + content.length };
}

/** Text after the closing quote isn't part of the value, but would be part of one without quotes. */
function getQuotedSpan(text: string, start: number, close: number): Span {
  const rest = text.slice(close + 1, findLineEnd(text, close + 1));
  const extra = /^[ \t\r]*(?:#|$)/.test(rest) ? 0 : rest.trimEnd().length;
  return { start, end: close + 1 + extra };
}

/** The end of the line at `offset`, before a carriage return. */
function findLineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return end > offset && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function quote(value: string): string | undefined {
  if (needsNoQuotes.test(value)) {
    return value;
  }
  // Many readers expand variables and escapes between double quotes.
  const isUnsafe = { "'": /'/, '"': /["$\\]/, '`': /`/ };
  const mark = (["'", '"', '`'] as const).find((one) => !isUnsafe[one].test(value));
  return mark === undefined || value.includes('\r') ? undefined : `${mark}${value}${mark}`;
}
