import { block, code, join, mapText, plainText, Stop, type Code } from './code';
import { escaped, inUnits } from './escape';

/** Stands in a request's body for the content of its PDF in base64. */
export const pdfContent = Symbol('PDF in base64');

/** A value of a JSON body, and where in it the user fills something in. */
export type Value = string | boolean | Stop | typeof pdfContent | readonly Value[] | Fields;

export interface Fields {
  readonly [name: string]: Value;
}

/** How a language writes down values. */
export interface LiteralStyle {
  /** A string: what opens it, what is between, what closes it. */
  readonly text: (text: string) => readonly [open: string, inner: string, close: string];
  readonly booleans?: { readonly true: string; readonly false: string };
  /** What stands before a value; names are letters and underscores. */
  readonly key: (name: string) => string;
  readonly object: readonly [open: string, close: string];
  readonly array: readonly [open: string, close: string];
  /** A space inside braces on one line. */
  readonly spaced: boolean;
  /** A comma after the last of several lines. */
  readonly trailingComma: boolean;
  /** Where the body holds the PDF. */
  readonly pdf: Code;
}

/** A value no longer than this stands on one line. */
const longestLine = 80;

/** A string literal. */
export function textLiteral(text: string | Stop, { text: quote }: Pick<LiteralStyle, 'text'>): Code {
  const [open, inner, close] = quote(text instanceof Stop ? text.text : text);
  return text instanceof Stop ? [open, new Stop(inner), close] : [open + inner + close];
}

/** A value as a literal. `wide`: an object that is a whole body has a line for each of its fields. */
export function literal(value: Value, style: LiteralStyle, wide = false): Code {
  if (value === pdfContent) {
    return style.pdf;
  }
  if (typeof value === 'string' || value instanceof Stop) {
    return textLiteral(value, style);
  }
  if (typeof value === 'boolean') {
    return [(style.booleans ?? { true: 'true', false: 'false' })[value ? 'true' : 'false']];
  }
  const list = isList(value);
  const [open, close] = list ? style.array : style.object;
  const items: readonly Code[] = list
    ? value.map((item) => literal(item, style))
    : Object.entries(value).map(([name, item]) => code`${style.key(name)}${literal(item, style)}`);
  if (items.length === 0) {
    return [open + close];
  }
  const space = style.spaced && close === '}' ? ' ' : '';
  const short = code`${open}${space}${join(items, ', ')}${space}${close}`;
  const line = plainText(short);
  if (!wide && line.length <= longestLine && !line.includes('\n')) {
    return short;
  }
  return block(open, code`${join(items, ',\n')}${style.trailingComma ? ',' : ''}`, close);
}

function isList(value: readonly Value[] | Fields): value is readonly Value[] {
  return Array.isArray(value);
}

/** JSON; what the PDF is, every user of it has another way to say. */
export function jsonStyle(pdf: Code): LiteralStyle {
  return {
    text: (text) => ['"', escaped(text, '\\"', inUnits), '"'],
    key: (name) => `"${name}": `,
    object: ['{', '}'],
    array: ['[', ']'],
    spaced: true,
    trailingComma: false,
    pdf,
  };
}

/** What stands before and after the only `hole` in `source`. */
export function around(hole: Stop, source: Code): readonly [before: Code, after: Code] {
  const at = source.indexOf(hole);
  return [source.slice(0, at), source.slice(at + 1)];
}

/** JSON for a shell, in single quotes. */
export function inSingleQuotes(json: Code): Code {
  return code`'${mapText(json, (text) => text.replaceAll("'", "'\\''"))}'`;
}
