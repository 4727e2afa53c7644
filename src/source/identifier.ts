import { transliterate } from './transliterate';

/** How names are written in a format. */
export interface NamingStyle {
  readonly letters: 'camelCase' | 'UPPER_SNAKE';
  /** The name goes after a prefix, so that it may begin with a digit. */
  readonly afterPrefix: boolean;
}

/** Longer names are cut at a word: nobody reads them to the end. */
const longest = 60;

/** What a name cannot be in JavaScript, at least when it is taken out of its object, and what every object has. */
const reserved = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const constructor continue debugger ' +
    'declare default delete do else enum eval export extends false finally for from function get if implements ' +
    'import in instanceof interface is keyof let module namespace never new null number object of package private ' +
    'protected prototype public readonly require return satisfies set static string super switch symbol then this ' +
    'throw true try type typeof undefined unknown using var void while with yield'
  ).split(' '),
);

/** The name that a title suggests. Empty when there is nothing in it that a name could be made of. */
export function identifierFor(title: string, style: NamingStyle): string {
  const words = wordsOf(title);
  if (words.length === 0) {
    return '';
  }
  if (style.letters === 'UPPER_SNAKE') {
    const name = words.join('_').toUpperCase();
    return /^\d/.test(name) && !style.afterPrefix ? `TEMPLATE_${name}` : name;
  }
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  const [first = '', ...rest] = words;
  const name = first.toLowerCase() + rest.map(capital).join('');
  if (/^\d/.test(name)) {
    return `template${name}`;
  }
  return reserved.has(name) ? `${name}Template` : name;
}

/**
 * A name for each title, in the order of `titles`, that is neither in `taken` nor given twice. The first title with a
 * name gets it as it is, whatever others are numbered to; the others get numbers in their order.
 */
export function uniqueIdentifiers(
  titles: readonly string[],
  taken: ReadonlySet<string>,
  style: NamingStyle,
): readonly string[] {
  const used = new Set(taken);
  const bases = titles.map((title) => identifierFor(title, style));
  const names = bases.map((base) => {
    if (base === '' || used.has(base)) {
      return undefined;
    }
    used.add(base);
    return base;
  });
  return names.map((name, index) => name ?? numbered(bases[index] ?? '', used, style));
}

/** The first free number, which is taken then. Names of nothing count from 1, others from 2. */
function numbered(base: string, used: Set<string>, style: NamingStyle): string {
  for (let number = base === '' ? 1 : 2; ; number++) {
    const name = withNumber(base, number, style);
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
}

function withNumber(base: string, number: number, { letters, afterPrefix }: NamingStyle): string {
  if (letters === 'UPPER_SNAKE') {
    return base === '' ? `${afterPrefix ? '' : 'TEMPLATE_'}${number}` : `${base}_${number}`;
  }
  // A name that ends in a digit would read as another number.
  return base === '' ? `template${number}` : `${base}${/\d$/.test(base) ? '_' : ''}${number}`;
}

/** The words of a title in ASCII letters and digits, together no longer than a name may be. */
function wordsOf(title: string): readonly string[] {
  const words = transliterate(title.replace(/['’‘`´]/g, ''))
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    // "NDAForm" is two words, the plural "NDAs" is one.
    .replace(/([A-Z])([A-Z](?!s\b)[a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '');
  const kept: string[] = [];
  let length = 0;
  for (const word of words) {
    length += word.length;
    if (length > longest && kept.length > 0) {
      break;
    }
    kept.push(word.slice(0, longest));
  }
  return kept;
}
