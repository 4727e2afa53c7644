// Reads string literals by the rules of each language. Throws on what isn't allowed, and on notations that the generator
// never uses, so that they count as mistakes.

interface Rules {
  readonly quote: '"' | "'";
  /** Characters that stand for themselves after a backslash. */
  readonly escapes: string;
  /** Escapes by number, after the backslash. The last group is the number in hexadecimal. */
  readonly numbers: readonly RegExp[];
}

const rules = {
  javascript: { quote: "'", escapes: "\\'", numbers: [/^u([0-9a-f]{4})/, /^u\{([0-9a-f]{1,6})\}/] },
  python: { quote: "'", escapes: "\\'", numbers: [/^u([0-9a-f]{4})/, /^U([0-9a-f]{8})/] },
} satisfies Readonly<Record<string, Rules>>;

export type LiteralLanguage = keyof typeof rules;
export const literalLanguages = Object.keys(rules) as readonly LiteralLanguage[];

/** The text of a literal. */
export function read(language: LiteralLanguage, literal: string): string {
  const rule: Rules = rules[language];
  if (literal.length < 2 || !literal.startsWith(rule.quote) || !literal.endsWith(rule.quote)) {
    throw new Error(`not a literal: ${literal}`);
  }
  let rest = literal.slice(1, -1);
  let text = '';
  while (rest !== '') {
    const [piece, length] = next(rest, rule);
    text += piece;
    rest = rest.slice(length);
  }
  return text;
}

/** The first character, and its length in the literal. */
function next(rest: string, { quote, escapes, numbers }: Rules): readonly [string, number] {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  if (character !== '\\') {
    if (character === quote || /[\p{C}\p{Zl}\p{Zp}]/u.test(character)) {
      throw new Error(`not allowed in a literal: ${JSON.stringify(character)}`);
    }
    return [character, character.length];
  }
  const after = rest.charAt(1);
  if (after !== '' && escapes.includes(after)) {
    return [after, 2];
  }
  for (const number of numbers) {
    const match = number.exec(rest.slice(1));
    const codePoint = parseInt(match?.[1] ?? '', 16);
    if (match !== null && !(codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      return [String.fromCodePoint(codePoint), match[0].length + 1];
    }
  }
  throw new Error(`not an escape: ${rest.slice(0, 10)}`);
}
