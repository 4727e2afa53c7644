import { lineEnding, type Span, type TextEdit } from './textEdit';

/** What makes `os` known in a Python text; undefined when it is already. */
export function pythonImport(text: string): TextEdit | undefined {
  const withoutDocstrings = text.replace(/("{3}|'{3})[^]*?\1/g, '');
  if (withoutDocstrings.split(/[\r\n]/).some(importsOs)) {
    return undefined;
  }
  const eol = lineEnding(text);
  const at = pythonStart(text);
  const beforeImport = /^(?:import|from)\b/.test(text.slice(at));
  const open = at > 0 && text.charAt(at - 1) !== '\n';
  return { start: at, end: at, text: `${open ? eol : ''}import os${eol}${beforeImport || open ? '' : eol}` };
}

function importsOs(line: string): boolean {
  const names = /^import[ \t]([^;#]*)/.exec(line)?.[1]?.split(',') ?? [];
  return names.some((name) => /^os(?:\.\w+)*$/.test(name.trim()));
}

/** Where imports may begin: after the first comments, the docstring and `from __future__`. */
function pythonStart(text: string): number {
  const docstring =
    /[rRuU]?(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
  const future =
    /from[ \t]+__future__[ \t]+import\b(?:[ \t]*\([^)]*\)?[^\n]*|[^\n\\]*(?:\\(?:\r?\n)?[^\n\\]*)*)(?:\n|$)/y;
  let at = 0;
  let comments = afterComments(text, 0);
  docstring.lastIndex = comments.statement;
  if (docstring.test(text)) {
    at = docstring.lastIndex;
    comments = afterComments(text, at);
  }
  for (future.lastIndex = comments.statement; future.test(text); future.lastIndex = comments.statement) {
    at = future.lastIndex;
    comments = afterComments(text, at);
  }
  return comments.place;
}

/**
 * The statement after the comments and empty lines from `from` on, and the place in front of it: a comment right
 * above a statement stays with it, the first lines of a file stay first.
 */
function afterComments(text: string, from: number): { readonly statement: number; readonly place: number } {
  const line = /[ \t]*(#[^\n]*)?(?:\r?\n|$)/y;
  let statement = from;
  let place = from;
  for (line.lastIndex = from; line.lastIndex < text.length;) {
    const match = line.exec(text);
    if (match === null) {
      break;
    }
    statement = line.lastIndex;
    const first = /^#(?:!|.*coding[:=])/.test(match[1] ?? '') && match.index < 200;
    if (match[1] === undefined || first) {
      place = statement;
    }
  }
  return { statement, place: statement >= text.length ? statement : place };
}

/** What makes `Environment` known in a C# text; undefined when it is already. */
export function csharpImport(text: string): TextEdit | undefined {
  if (/^[ \t]*(?:global[ \t]+)?using[ \t]+System[ \t]*;/m.test(text)) {
    return undefined;
  }
  const eol = lineEnding(text);
  const first = /^using[ \t][\w.=:<> \t]+;/m.exec(text);
  if (first !== null) {
    return { start: first.index, end: first.index, text: `using System;${eol}` };
  }
  // Comments, directives of the compiler, and what has to be in front of every `using`.
  const head =
    /(?:[ \t]*(?:\/\/.*|#.*|\/\*[^]*?\*\/[ \t]*|(?:extern[ \t]+alias|global[ \t]+using)\b.*)?(?:\r?\n|$))*/y;
  head.exec(text);
  const at = Math.min(head.lastIndex, text.length);
  const open = at > 0 && text.charAt(at - 1) !== '\n';
  return { start: at, end: at, text: `${open ? eol : ''}using System;${eol}${eol}` };
}

/** What makes `os` known in a Go text; undefined when it is already, or where there is no place for it. */
export function goImport(text: string): TextEdit | undefined {
  const eol = lineEnding(text);
  const block = importBlock(text);
  const single = /^import[ \t]+(?:[\w.]+[ \t]+)?"(?!C")[^"\n]+".*$/m.exec(text);
  if (
    /^(?:import[ \t]+|[ \t]+)"os"/m.test(text.slice(0, block === undefined ? 0 : block.end + 1)) ||
    /^import[ \t]+"os"/m.test(text)
  ) {
    return undefined;
  }
  if (block !== undefined) {
    return goBlock(text, block.start, text.slice(block.start, block.end), eol);
  }
  if (single !== null) {
    const end = single.index + single[0].replace(/\r$/, '').length;
    return { start: end, end, text: `${eol}import "os"` };
  }
  const clause = /^package[ \t]+\w+.*$/m.exec(text);
  if (clause === null) {
    return undefined;
  }
  const end = clause.index + clause[0].replace(/\r$/, '').length;
  return { start: end, end, text: `${eol}${eol}import "os"` };
}

/** What is between the parentheses of the first block of imports. */
function importBlock(text: string): Span | undefined {
  const opening = /^import[ \t]*\(/m.exec(text);
  if (opening === null) {
    return undefined;
  }
  const start = opening.index + opening[0].length;
  const end = text.indexOf(')', start);
  return end === -1 ? undefined : { start, end };
}

/** Where `gofmt` would have it: before the first path of the first group that comes after it. */
function goBlock(text: string, start: number, content: string, eol: string): TextEdit {
  let last: number | undefined;
  for (const match of content.matchAll(/^[ \t]*(?:[\w.]+[ \t]+)?"([^"\n]+)".*$/gm)) {
    const lineStart = start + match.index;
    const lineEnd = lineStart + match[0].replace(/\r$/, '').length;
    const between = last === undefined ? '' : text.slice(last, lineStart);
    const otherGroup = /\n[ \t]*\r?\n/.test(between);
    if (otherGroup) {
      break;
    }
    if ((match[1] ?? '') > 'os') {
      return { start: lineStart, end: lineStart, text: `\t"os"${eol}` };
    }
    last = lineEnd;
  }
  const at = last ?? start;
  const closes = /^\s*\)/.test(text.slice(at)) && !/^[ \t]*\r?\n/.test(text.slice(at));
  return { start: at, end: at, text: `${eol}\t"os"${closes ? eol : ''}` };
}
