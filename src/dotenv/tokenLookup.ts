import { getSyntax } from '../source/language';
import { SourceText } from '../source/sourceText';
import type { Span, TextEdit } from './dotEnv';
import { getPlace, readInPython, type Place } from './pythonLookup';

/** A text, with VS Code's ID of its language. */
export interface Code {
  readonly text: string;
  readonly languageId: string;
  readonly path: string;
}

/**
 * The edits that make code read an environment variable instead of a token, in JavaScript, TypeScript, Python, shell and
 * `.http` files. Undefined in other languages, and where a lookup wouldn't be valid code.
 */
export function getLookupEdits(code: Code, token: Span, variable: string): readonly TextEdit[] | undefined {
  const { text, languageId, path } = code;
  if (/\.(?:http|rest)$/i.test(path) || languageId === 'http' || languageId === 'rest') {
    return [{ ...token, text: `{{$dotenv ${variable}}}` }];
  }
  if (languageId === 'shellscript') {
    const edit = readInShell(text, token, variable);
    return edit && [edit];
  }
  const script = /^(type|java)script(react)?$/.exec(languageId);
  const syntax = script !== null || languageId === 'python' ? getSyntax(languageId, path) : undefined;
  const literal = syntax && new SourceText(text, syntax).literalAround(token);
  if (literal === undefined) {
    return undefined;
  }
  const place = getPlace(text, token, literal);
  if (script === null) {
    return readInPython(place, variable);
  }
  const edit = readInScript(place, variable, script[1] === 'type', script[2] !== undefined);
  return edit && [edit];
}

/** Where only a literal is valid: keys, module names, enum members, types. */
const literalOnlyBefore =
  /(?:\b(?:case|from|import|export|keyof|extends|enum\s+[\w$]+\s*\{[^}]*)|\b(?:import|require)\s*\(|\btype\s+[\w$]+\s*(?:<[^=]*>)?\s*=|(?<!\|)\||<)\s*$/;
const literalOnlyAfter = /^\s*(?:\(|=(?![=>])|\?\s*:|\|(?!\|)|as\s+const\b|:\s*(?:string|unknown)\b)/;
/** Where an expression with any operator needs no parentheses. */
const expressionBefore = /(?:^|[([{,;:?]|=>|(?<![=!<>])=|\breturn|\bdefault)\s*$/;
const expressionAfter =
  /^(?:\s*(?:[;,)\]}:]|$)|[ \t]*\r?\n(?!\s*(?:[.+\-*/%&|?=<>![(`^]|(?:as|satisfies|in|instanceof)\b)))/;

/** In TypeScript the expression's type stays `string`. */
function readInScript(
  { token, literal, quote, before, after, isWhole }: Place,
  variable: string,
  isTyped: boolean,
  hasMarkup: boolean,
): TextEdit | undefined {
  const lookup = `process.env.${variable}`;
  const isTemplate = quote === '`' || quote === '';
  if (isTemplate && (!isWhole || /[\w$)\]]$/.test(before))) {
    return { ...token, text: `\${${lookup}}` };
  }
  const isKey = /[{,]\s*$/.test(before) && /^\s*:/.test(after);
  if (!isWhole || isKey || literalOnlyBefore.test(before) || literalOnlyAfter.test(after)) {
    return undefined;
  }
  const value = isTyped ? `${lookup} ?? ${quote === '"' ? '""' : "''"}` : lookup;
  const span = { start: literal.outerStart, end: literal.outerEnd };
  if (hasMarkup && /[\w-]=$/.test(before) && !/\b(?:const|let|var)\s+[\w$]+=$/.test(before)) {
    return isAttribute(before) ? { ...span, text: `{${value}}` } : undefined;
  }
  const standsAlone = !isTyped || (expressionBefore.test(before) && expressionAfter.test(after));
  return { ...span, text: standsAlone ? value : `(${value})` };
}

/** Whether code that ends with `name=` certainly is in the tag of an element. */
function isAttribute(before: string): boolean {
  const plain = before.replace(/\{[^{}]*\}|"[^"\n]*"|'[^'\n]*'/g, '');
  return /<[A-Za-z][\w.]*(?:\s+[\w:-]+(?:=)?)*$/.test(plain);
}

/** Undefined where the shell doesn't expand variables. */
function readInShell(text: string, token: Span, variable: string): TextEdit | undefined {
  const mode = isInLiteralDocument(text, token.start) ? undefined : getShellMode(text, token.start);
  if (mode === undefined) {
    return undefined;
  }
  const value = /^\w/.test(text.slice(token.end)) ? `\${${variable}}` : `$${variable}`;
  // Single quotes are closed before the value and opened again after it.
  return { ...token, text: mode === 'single' ? `'"${value}"'` : value };
}

type ShellMode = 'bare' | 'double' | 'single' | 'command';

/** Which quotes are open at an offset. Undefined in a comment. */
function getShellMode(text: string, offset: number): ShellMode | undefined {
  const open: ShellMode[] = [];
  for (let at = 0; at < offset; at++) {
    const mode = open.at(-1) ?? 'bare';
    const character = text.charAt(at);
    if (mode === 'single') {
      if (character === "'") {
        open.pop();
      }
    } else if (character === '\\') {
      at++;
    } else if ((mode === 'double' && character === '"') || (mode === 'command' && character === ')')) {
      open.pop();
    } else if (character === '"') {
      open.push('double');
    } else if (character === '$' && text.charAt(at + 1) === '(') {
      open.push('command');
      at++;
    } else if (mode !== 'double' && character === "'") {
      open.push('single');
    } else if (mode !== 'double' && character === '#' && /^$|[\s;(]/.test(text.charAt(at - 1))) {
      const end = text.indexOf('\n', at);
      if (end === -1 || end >= offset) {
        return undefined;
      }
      at = end;
    }
  }
  return open.at(-1) ?? 'bare';
}

/** Whether an offset is in a here document with a quoted delimiter, in which nothing is expanded. */
function isInLiteralDocument(text: string, offset: number): boolean {
  const opening = /<<(-?)[ \t]*(["'\\])(\w+)/g;
  for (let match = opening.exec(text); match !== null && match.index < offset; match = opening.exec(text)) {
    const body = text.indexOf('\n', opening.lastIndex);
    if (body === -1 || body >= offset) {
      return false;
    }
    const [, dash, , delimiter = ''] = match;
    const end = new RegExp(`^${dash === '-' ? '\\t*' : ''}${delimiter}\\r?$`, 'gm');
    end.lastIndex = body + 1;
    if ((end.exec(text)?.index ?? offset) >= offset) {
      return true;
    }
    // Nothing inside of a document opens another one.
    opening.lastIndex = end.lastIndex;
  }
  return false;
}
