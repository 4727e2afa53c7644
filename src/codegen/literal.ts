import { block, plainText, tabStop } from './codeText';

/** A string in a request that the user fills in, with the text that is there until then. */
export class Placeholder {
  constructor(readonly text: string) {}
}

/** The content of the PDF in base64, as a value in a request's body. */
export const pdfContent = Symbol('PDF in base64');

/** How a language writes values. */
export interface LiteralStyle {
  readonly quote: '"' | "'";
  /** Writes an invisible character by its number. */
  readonly escape: (codePoint: number) => string;
  /** Constants that aren't written as in JSON. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Keys that are identifiers need no quotes. */
  readonly bareKeys?: boolean;
  /** Spaces inside the braces of an object on one line. */
  readonly spaced: boolean;
  /** A comma after the last of several lines. */
  readonly trailingComma: boolean;
  /** What stands for {@link pdfContent}. */
  readonly pdf: string;
}

/** Values up to this length are written on one line. */
const longestLine = 80;

/** Control characters, line breaks, characters that change the direction of writing, and those without a meaning. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * A string literal. Half a pair of surrogates isn't Unicode and becomes U+FFFD, because some languages don't allow
 * it in a literal.
 */
export function toStringLiteral(
  text: string | Placeholder,
  { quote, escape }: Pick<LiteralStyle, 'quote' | 'escape'>,
): string {
  const isPlaceholder = text instanceof Placeholder;
  const inner = Array.from((isPlaceholder ? text.text : text).toWellFormed(), (character) => {
    if (character === quote || character === '\\') {
      return `\\${character}`;
    }
    return invisible.test(character) ? escape(character.codePointAt(0) ?? 0) : character;
  }).join('');
  return quote + (isPlaceholder ? tabStop(inner) : inner) + quote;
}

/**
 * A JSON value as a literal. It may hold {@link Placeholder}s and {@link pdfContent}. `isBody` puts each field of an
 * object on its own line.
 */
export function toLiteral(value: unknown, style: LiteralStyle, isBody = false): string {
  if (value === pdfContent) {
    return style.pdf;
  }
  if (typeof value === 'string' || value instanceof Placeholder) {
    return toStringLiteral(value, style);
  }
  if (typeof value !== 'object' || value === null) {
    const text = String(value);
    return style.constants?.[text] ?? text;
  }
  const array: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const [open, close] = array === undefined ? ['{', '}'] : ['[', ']'];
  const items =
    array?.map((item) => toLiteral(item, style)) ??
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => `${toKey(name, style)}: ${toLiteral(item, style)}`);
  if (items.length === 0) {
    return open + close;
  }
  const space = style.spaced && array === undefined ? ' ' : '';
  const line = `${open}${space}${items.join(', ')}${space}${close}`;
  if (!isBody && plainText(line).length <= longestLine && !line.includes('\n')) {
    return line;
  }
  return block(open, items.join(',\n') + (style.trailingComma ? ',' : ''), close);
}

function toKey(name: string, style: LiteralStyle): string {
  return style.bareKeys === true && /^[a-z_]\w*$/i.test(name) ? name : toStringLiteral(name, style);
}

/** A number in hexadecimal with leading zeros. */
export function toHex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
