import { literalAround } from '../scan/ids';
import { syntaxOf } from '../scan/language';
import { literalsOf } from '../scan/literals';
import { languages } from './languages';
import { placeOf } from './place';
import { shellLookup } from './shell';
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
  const syntax = language && syntaxOf(languageId, path);
  if (language === undefined || syntax === undefined) {
    return undefined;
  }
  const literal = literalAround(token, literalsOf(text, syntax));
  return literal && language(placeOf(text, token, literal), variable);
}

/** A component has its code in an element of its own; in the rest of it there is no environment to look into. */
function inScriptElement({ text }: Code, token: Span, variable: string): readonly TextEdit[] | undefined {
  for (const match of text.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/gi)) {
    const start = match.index + match[0].indexOf('>') + 1;
    const content = match[2] ?? '';
    if (token.start < start || token.end > start + content.length) {
      continue;
    }
    const languageId = /\blang\s*=\s*["']?ts\b/.test(match[1] ?? '') ? 'typescript' : 'javascript';
    const inside = { start: token.start - start, end: token.end - start };
    const edits = lookupEdits({ text: content, languageId, path: '' }, inside, variable);
    return edits?.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
  }
  return undefined;
}
