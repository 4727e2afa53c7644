import type { Span, TextEdit } from './textEdit';

type Mode = 'bare' | 'double' | 'single' | 'command';

/** Reads the variable in a shell script. Undefined where the shell would not put the value in. */
export function shellLookup(text: string, token: Span, variable: string): TextEdit | undefined {
  if (isInLiteralDocument(text, token.start)) {
    return undefined;
  }
  const mode = modeAt(text, token.start);
  if (mode === undefined) {
    return undefined;
  }
  const more = /^\w/.test(text.slice(token.end));
  const value = more ? `\${${variable}}` : `$${variable}`;
  // Single quotes are left for the value, and opened again.
  return { ...token, text: mode === 'single' ? `'"${value}"'` : value };
}

/** Which quotes are open at an offset; undefined in a comment. */
function modeAt(text: string, offset: number): Mode | undefined {
  const open: Mode[] = [];
  for (let at = 0; at < offset; at++) {
    const mode = open.at(-1) ?? 'bare';
    const character = text.charAt(at);
    if (mode === 'single') {
      if (character === "'") {
        open.pop();
      }
    } else if (character === '\\') {
      at++;
    } else if (character === '"') {
      if (mode === 'double') {
        open.pop();
      } else {
        open.push('double');
      }
    } else if (character === '$' && text.charAt(at + 1) === '(') {
      open.push('command');
      at++;
    } else if (mode === 'command' && character === ')') {
      open.pop();
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

/** Whether an offset is in a here document whose word is quoted, in which nothing is put in. */
function isInLiteralDocument(text: string, offset: number): boolean {
  const opening = /<<(-?)[ \t]*(["'\\])(\w+)/g;
  for (let match = opening.exec(text); match !== null && match.index < offset; match = opening.exec(text)) {
    const body = text.indexOf('\n', opening.lastIndex);
    if (body === -1 || body >= offset) {
      return false;
    }
    const [, dash, , word = ''] = match;
    const end = new RegExp(`^${dash === '-' ? '\\t*' : ''}${word}\\r?$`, 'gm');
    end.lastIndex = body + 1;
    if ((end.exec(text)?.index ?? offset) >= offset) {
      return true;
    }
    // What a document says opens no other one.
    opening.lastIndex = end.lastIndex;
  }
  return false;
}
