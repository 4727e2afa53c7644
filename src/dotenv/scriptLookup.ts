import type { Place } from './lookupPlace';
import type { TextEdit } from './textEdit';

/** Where only a literal may stand: keys, names of modules, members of enums, types. */
const literalOnlyBefore =
  /(?:\b(?:case|from|import|export|keyof|extends|enum\s+[\w$]+\s*\{[^}]*)|\b(?:import|require)\s*\(|\btype\s+[\w$]+\s*(?:<[^=]*>)?\s*=|(?<!\|)\||<)\s*$/;
const literalOnlyAfter = /^\s*(?:\(|=(?![=>])|\?\s*:|\|(?!\|)|as\s+const\b|:\s*(?:string|unknown)\b)/;

/** What a value may follow without parentheses, whatever the operators in it. */
const valueBefore = /(?:^|[([{,;:?]|=>|(?<![=!<>])=|\breturn|\bdefault)\s*$/;
const valueAfter =
  /^(?:\s*(?:[;,)\]}:]|$)|[ \t]*\r?\n(?!\s*(?:[.+\-*/%&|?=<>![(`^]|(?:as|satisfies|in|instanceof)\b)))/;

/** Reads the variable in JavaScript, or with `typed` in TypeScript, where the type has to stay `string`. */
export function scriptLookup(
  place: Place,
  variable: string,
  { typed, markup }: { readonly typed: boolean; readonly markup: boolean },
): TextEdit | undefined {
  const lookup = `process.env.${variable}`;
  const { token, literal, quote, before, after, whole } = place;
  const isTemplate = quote === '`' || quote === '';
  if (isTemplate && (!whole || /[\w$)\]]$/.test(before))) {
    return { ...token, text: `\${${lookup}}` };
  }
  const isKey = /[{,]\s*$/.test(before) && /^\s*:/.test(after);
  if (!whole || isKey || literalOnlyBefore.test(before) || literalOnlyAfter.test(after)) {
    return undefined;
  }
  const empty = quote === '"' ? '""' : "''";
  const value = typed ? `${lookup} ?? ${empty}` : lookup;
  const span = { start: literal.outerStart, end: literal.outerEnd };
  const attribute = markup ? isAttribute(before) : false;
  if (attribute !== false) {
    return attribute === undefined ? undefined : { ...span, text: `{${value}}` };
  }
  const alone = !typed || (valueBefore.test(before) && valueAfter.test(after));
  return { ...span, text: alone ? value : `(${value})` };
}

/** Whether what comes is the value of an attribute of an element; undefined when that is not certain. */
function isAttribute(before: string): boolean | undefined {
  if (!/[\w-]=$/.test(before)) {
    return false;
  }
  if (/\b(?:const|let|var)\s+[\w$]+=$/.test(before)) {
    return false;
  }
  const plain = before.replace(/\{[^{}]*\}|"[^"\n]*"|'[^'\n]*'/g, '');
  return /<[A-Za-z][\w.]*(?:\s+[\w:-]+(?:=)?)*$/.test(plain) ? true : undefined;
}
