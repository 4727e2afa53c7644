/** How a format writes names. */
export interface NamingStyle {
  readonly letters: 'camelCase' | 'UPPER_SNAKE';
  /** The name follows a prefix, so it may begin with a digit. */
  readonly afterPrefix: boolean;
}

/** Longer names are cut after a word. In characters. */
const maxLength = 60;

/** JavaScript's reserved words, and the names that every object or function has. */
const reserved = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const constructor continue debugger ' +
    'declare default delete do else enum eval export extends false finally for from function get if implements ' +
    'import in instanceof interface is keyof let module namespace never new null number object of package private ' +
    'protected prototype public readonly require return satisfies set static string super switch symbol then this ' +
    'throw true try type typeof undefined unknown using var void while with yield'
  ).split(' '),
);

/** Letters that Unicode doesn't decompose into a Latin letter and its marks, each above its Latin counterpart. */
const rows: readonly (readonly [string, string])[] = [
  ['ø đ ð ł ħ ı ŧ ŋ ß æ œ þ', 'o d d l h i t n ss ae oe th'],
  ['а б в г д е з и й к л м н о п р с т у ф ы э і ґ', 'a b v g d e z i i k l m n o p r s t u f y e i g'],
  ['ж х ц ч ш щ ю я є', 'zh kh ts ch sh shch yu ya ye'],
  [
    'α β γ δ ε ζ η ι κ λ μ ν ξ ο π ρ σ ς τ υ φ ω θ χ ψ',
    'a v g d e z i i k l m n x o p r s s t y f o th ch ps',
  ],
];
const latin = new Map<string, string>([
  ['ъ', ''],
  ['ь', ''],
]);
for (const [from, to] of rows) {
  const counterparts = to.split(' ');
  from.split(' ').forEach((letter, index) => latin.set(letter, counterparts[index] ?? ''));
}

/** The identifier that a title suggests. Empty when the title has no letter or digit to use. */
export function toIdentifier(title: string, style: NamingStyle): string {
  const words = splitWords(title);
  if (style.letters === 'UPPER_SNAKE') {
    const name = words.join('_').toUpperCase();
    return /^\d/.test(name) && !style.afterPrefix ? `TEMPLATE_${name}` : name;
  }
  const [first = '', ...rest] = words.map((word) => word.toLowerCase());
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  if (/^\d/.test(name)) {
    return `template${name}`;
  }
  return reserved.has(name) ? `${name}Template` : name;
}

/**
 * A unique identifier for each title, in the order of `titles`, and none from `taken`. The first title with a name
 * gets it unchanged, even if a numbered name would be the same. The others are numbered in order.
 */
export function toUniqueIdentifiers(
  titles: readonly string[],
  taken: ReadonlySet<string>,
  style: NamingStyle,
): readonly string[] {
  const used = new Set(taken);
  const bases = titles.map((title) => toIdentifier(title, style));
  const names = bases.map((base) => {
    const isFree = base !== '' && !used.has(base);
    used.add(base);
    return isFree ? base : undefined;
  });
  return names.map((name, index) => name ?? addNumber(bases[index] ?? '', used, style));
}

/** Adds the first free number and marks the name as used. Titles without a name count from 1, the others from 2. */
function addNumber(base: string, used: Set<string>, { letters, afterPrefix }: NamingStyle): string {
  let prefix: string;
  if (letters === 'UPPER_SNAKE') {
    prefix = base === '' ? (afterPrefix ? '' : 'TEMPLATE_') : `${base}_`;
  } else {
    // A name that ends with a digit would turn into another number.
    prefix = base === '' ? 'template' : `${base}${/\d$/.test(base) ? '_' : ''}`;
  }
  for (let number = base === '' ? 1 : 2; ; number++) {
    const name = `${prefix}${number}`;
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
}

/** The words of a title in ASCII letters and digits, as many as fit into `maxLength`. */
function splitWords(title: string): readonly string[] {
  const words = transliterate(title.replace(/['’‘`´]/g, ''))
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    // "NDAForm" is two words, the plural "NDAs" is one.
    .replace(/([A-Z])([A-Z](?!s\b)[a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '');
  let length = 0;
  const end = words.findIndex((word, index) => (length += word.length) > maxLength && index > 0);
  return (end === -1 ? words : words.slice(0, end)).map((word) => word.slice(0, maxLength));
}

/** `text` with Latin, Cyrillic and Greek letters in ASCII. Other letters stay. */
function transliterate(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(/[^\0-\x7f]/gu, (letter) => {
    const lower = letter.toLowerCase();
    const counterpart = latin.get(lower);
    if (counterpart === undefined || lower === letter) {
      return counterpart ?? letter;
    }
    return counterpart.charAt(0).toUpperCase() + counterpart.slice(1);
  });
}
