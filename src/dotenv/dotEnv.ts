import { appendLine, applyEdits, type Span, type TextEdit } from './textEdit';

/** `.env`, `.env.local`, `prod.env`, `prod.env.local`; not `config.env.ts`, which is code. */
const fileName = /(?:^|\/)(?:\.env(?:\.[^/]+)?|[^/]+\.env(?:\.local)?)$/i;

const quotes = `"'\``;

/** Values that every reader of `.env` files, and a shell, takes as they are. */
const needsNoQuotes = /^[\w./:@+=-]*$/;

interface Assignment {
  readonly name: string;
  readonly value: string;
  /** What a new value takes the place of. */
  readonly span: Span;
}

/** Whether a file is one of environment variables. Its name alone tells. */
export function isDotEnv(uri: { readonly path: string }): boolean {
  return fileName.test(uri.path);
}

/** The value of a variable; undefined when it is not set. Of several assignments the last one counts. */
export function readVariable(text: string, name: string): string | undefined {
  return lastOf(text, name)?.value;
}

/**
 * Sets a variable: replaces the value of its last assignment, or adds a line. What else is there stays as it is.
 * Undefined when no way of quoting makes readers of `.env` files see this value here.
 */
export function setVariable(text: string, name: string, value: string): TextEdit | undefined {
  const written = quoted(value);
  if (written === undefined) {
    return undefined;
  }
  const assignment = lastOf(text, name);
  const edit =
    assignment === undefined
      ? appendLine(text, `${name}=${written}`)
      : {
          ...assignment.span,
          // A comment that follows at once would become a part of the value for some readers.
          text: text.charAt(assignment.span.end) === '#' ? `${written} ` : written,
        };
  // A quote that was never closed may now be closed by one of the value.
  return readVariable(applyEdits(text, [edit]), name) === value ? edit : undefined;
}

function lastOf(text: string, name: string): Assignment | undefined {
  let last: Assignment | undefined;
  for (const assignment of assignments(text)) {
    if (assignment.name === name) {
      last = assignment;
    }
  }
  return last;
}

/** The assignments of a text, in order, as Node's `util.parseEnv` reads them. */
function* assignments(text: string): Generator<Assignment> {
  for (let at = 0, next = 0; at < text.length; at = next + 1) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 ? text.length : newline;
    next = lineEnd;
    const line = text.slice(at, lineEnd);
    const equals = line.indexOf('=');
    const name = nameIn(line.slice(0, Math.max(0, equals)));
    if (name === '') {
      continue;
    }
    const start = at + equals + 1 + (/^[ \t]*/.exec(line.slice(equals + 1))?.[0].length ?? 0);
    const quote = text.charAt(start);
    const close = quote !== '' && quotes.includes(quote) ? text.indexOf(quote, start + 1) : -1;
    if (close === -1) {
      const span = unquotedSpan(text, start, lineEnd, quotes.includes(quote) && quote !== '');
      const value = text.slice(span.start, span.end).replaceAll('\r', '').trim();
      yield { name, value, span };
    } else {
      const raw = text.slice(start + 1, close).replaceAll('\r', '');
      const value = quote === '"' ? raw.replaceAll('\\n', '\n') : raw;
      const end = endOfLine(text, close + 1);
      const rest = text.slice(close + 1, end);
      // What follows the closing quote is no part of the value, but it would be of one without quotes.
      const stop = /^[ \t\r]*(?:#|$)/.test(rest) ? close + 1 : close + 1 + rest.trimEnd().length;
      yield { name, value, span: { start, end: stop } };
      next = end;
    }
  }
}

/** The name in what is before an equals sign; empty where that is none. */
function nameIn(before: string): string {
  const name = before.trim();
  return name.startsWith('#') ? '' : name.replace(/^export[ \t]+/, '');
}

/** A value without quotes ends at a comment; one that begins with a quote that is never closed is all of the line. */
function unquotedSpan(text: string, start: number, lineEnd: number, whole: boolean): Span {
  const hash = whole ? -1 : text.slice(start, lineEnd).indexOf('#');
  const content = text.slice(start, hash === -1 ? lineEnd : start + hash).trimEnd();
  if (content === '') {
    // Right behind the equals sign; the space before a comment stays.
    const equals = text.lastIndexOf('=', start) + 1;
    return { start: equals, end: hash === -1 ? endOfLine(text, start) : equals };
  }
  return { start, end: start + content.length };
}

/** Where the line that `offset` is in ends, without a carriage return. */
function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return end > offset && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function quoted(value: string): string | undefined {
  if (needsNoQuotes.test(value)) {
    return value;
  }
  if (value.includes('\r')) {
    return undefined;
  }
  if (!value.includes("'")) {
    return `'${value}'`;
  }
  // Between double quotes many readers expand variables and escapes.
  if (!/["$\\]/.test(value)) {
    return `"${value}"`;
  }
  return value.includes('`') ? undefined : `\`${value}\``;
}
