import { getSyntax } from '../source/language';
import { SourceText } from '../source/sourceText';
import { languages } from './lookupLanguages';
import { placeOf } from './lookupPlace';
import { shellLookup } from './shellFiles';
import type { Span, TextEdit } from './textEdit';

/** A text in a language, by VS Code's name of it. */
export interface Code {
  readonly text: string;
  readonly languageId: string;
  readonly path: string;
}

/**
 * The edits that make code read a variable of the environment instead of holding a token. Undefined where the
 * language is not known, or the place takes no expression.
 */
export function lookupEdits(code: Code, token: Span, variable: string): readonly TextEdit[] | undefined {
  const { text, languageId, path } = code;
  if (/\.(?:http|rest)$/i.test(path) || languageId === 'http' || languageId === 'rest') {
    return [{ ...token, text: `{{$dotenv ${variable}}}` }];
  }
  if (languageId === 'shellscript') {
    const edit = shellLookup(text, token, variable);
    return edit && [edit];
  }
  if (['vue', 'svelte', 'astro'].includes(languageId)) {
    return inScriptElement(code, token, variable);
  }
  const language = languages[languageId];
  const syntax = language && getSyntax(languageId, path);
  if (language === undefined || syntax === undefined) {
    return undefined;
  }
  const literal = new SourceText(text, syntax).literalAround(token);
  return literal && language(placeOf(text, token, literal), variable);
}

/** A component has its code in an element of its own; in the rest of it there is no environment to look into. */
function inScriptElement({ text }: Code, token: Span, variable: string): readonly TextEdit[] | undefined {
  const before = text.slice(0, token.start);
  const opening = Math.max(before.lastIndexOf('<script'), before.lastIndexOf('<SCRIPT'));
  const start = text.indexOf('>', opening) + 1;
  const close = text.slice(start).search(/<\/script/i);
  if (opening === -1 || start === 0 || close === -1 || token.start < start || token.end > start + close) {
    return undefined;
  }
  const languageId = /\blang\s*=\s*["']?ts\b/.test(text.slice(opening, start)) ? 'typescript' : 'javascript';
  const content = text.slice(start, start + close);
  const inside = { start: token.start - start, end: token.end - start };
  const edits = lookupEdits({ text: content, languageId, path: '' }, inside, variable);
  return edits?.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
}
