/**
 * What nobody can see in code, or what changes how the rest is read: controls, line breaks, characters that turn the
 * direction of writing, and those without a meaning.
 */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;

/** True for text that can stand in code as it is, its quotes and the like aside. */
export function isVisible(text: string): boolean {
  return !invisible.test(text);
}

/**
 * `text` for a string literal: characters in `special` get a backslash, invisible ones are written by their number.
 * What is no Unicode at all (half a pair of surrogates) has no place in a literal and becomes U+FFFD.
 */
export function escaped(text: string, special: string, byNumber: (codePoint: number) => string): string {
  return Array.from(wellFormed(text), (character) => {
    if (special.includes(character)) {
      return `\\${character}`;
    }
    return invisible.test(character) ? byNumber(character.codePointAt(0) ?? 0) : character;
  }).join('');
}

/** `\u202e`, and for what does not fit into four digits `\U0001f600`. */
export function fourOrEight(codePoint: number): string {
  return codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`;
}

/** `\u{202e}`. */
export function inBraces(codePoint: number): string {
  return `\\u{${hex(codePoint, 1)}}`;
}

/** `\u202e`, and a pair of those for what does not fit into four digits. */
export function inUnits(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${hex(character.charCodeAt(index), 4)}`,
  ).join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Longer texts of the server are cut in a comment. */
const longestInComment = 120;

/**
 * `text` for a comment that ends with its line, in any language: no line break, nothing invisible, no backslash
 * (Java reads `\u` in comments too), no end of PHP (`?>`), nothing that Python and Ruby take for the encoding of the file.
 */
export function forComment(text: string): string {
  const line = text
    .replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('\\', '⧵')
    .replaceAll('?>', '? >')
    .replace(/(coding)(?=[:=])/gi, '$1 ')
    .trim();
  return line;
}

/** A title within a comment, without the rest of it where it is long. */
export function shortTitle(title: string): string {
  const characters = Array.from(title);
  return characters.length > longestInComment
    ? `${characters.slice(0, longestInComment - 1).join('')}…`
    : title;
}
