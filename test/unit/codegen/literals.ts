// What a string literal means in each language, by the language's own rules, and strictly: what is not allowed in one
// throws. Ways to write a string that the code never uses are left out, so that they count as mistakes.

interface Rules {
  readonly quote: '"' | "'";
  /** Characters that mean themselves after a backslash. */
  readonly escapes: string;
  /** Escapes by number, after the backslash; the last group is the number in hexadecimal. */
  readonly numbers: readonly RegExp[];
  /** What begins something else within the quotes. */
  readonly never?: RegExp;
  /** A backslash before anything else is a backslash. */
  readonly plainBackslash?: boolean;
}

const fourOrEight = [/^u([0-9a-f]{4})/, /^U([0-9a-f]{8})/];
const braces = [/^u\{([0-9a-f]{1,6})\}/];

const rules = {
  javascript: [{ quote: "'", escapes: "\\'", numbers: [/^u([0-9a-f]{4})/, ...braces] }],
  python: [{ quote: "'", escapes: "\\'", numbers: fourOrEight }],
  php: [
    { quote: "'", escapes: "\\'", numbers: [], plainBackslash: true },
    { quote: '"', escapes: '\\"$', numbers: braces, never: /\$/ },
  ],
  csharp: [{ quote: '"', escapes: '\\"', numbers: fourOrEight }],
  go: [{ quote: '"', escapes: '\\"', numbers: fourOrEight }],
  ruby: [
    { quote: "'", escapes: "\\'", numbers: [], plainBackslash: true },
    { quote: '"', escapes: '\\"#', numbers: braces, never: /#/ },
  ],
  rust: [{ quote: '"', escapes: '\\"', numbers: braces }],
} satisfies Readonly<Record<string, readonly Rules[]>>;

export type LiteralLanguage = keyof typeof rules;
export const literalLanguages = Object.keys(rules) as readonly LiteralLanguage[];

/** The text that a literal stands for. */
export function read(language: LiteralLanguage, literal: string): string {
  const all: readonly Rules[] = rules[language];
  const rule = all.find(({ quote }) => literal.startsWith(quote));
  if (rule === undefined || literal.length < 2 || !literal.endsWith(rule.quote)) {
    throw new Error(`no literal: ${literal}`);
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

/** The first character, and how long it is in the literal. */
function next(
  rest: string,
  { quote, escapes, numbers, never, plainBackslash }: Rules,
): readonly [string, number] {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  if (character !== '\\') {
    if (character === quote || never?.test(character) === true || /[\p{C}\p{Zl}\p{Zp}]/u.test(character)) {
      throw new Error(`cannot stand in a literal: ${JSON.stringify(character)}`);
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
    // Go, Rust and Ruby refuse halves of pairs.
    if (match !== null && !(codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      return [String.fromCodePoint(codePoint), match[0].length + 1];
    }
  }
  if (plainBackslash === true && after !== '') {
    return ['\\', 1];
  }
  throw new Error(`no escape: ${rest.slice(0, 10)}`);
}
