/**
 * Letters that Unicode does not take apart into a Latin one and its marks, in the Latin letters that most readers
 * expect. Two rows each, letter by letter; an entry of several letters stands in the record below.
 */
const rows: readonly (readonly [string, string])[] = [
  ['øđðłħıŧŋ', 'oddlhitn'],
  ['абвгдезийклмнопрстуфыэіґ', 'abvgdeziiklmnoprstufyeig'],
  ['αβγδεζηικλμνξοπρσςτυφω', 'avgdeziiklmnxoprsstyfo'],
];

const several: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ж: 'zh',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ь: '',
  ю: 'yu',
  я: 'ya',
  є: 'ye',
  θ: 'th',
  χ: 'ch',
  ψ: 'ps',
};

const letters = new Map<string, string>(Object.entries(several));
for (const [from, to] of rows) {
  Array.from(from).forEach((letter, index) => letters.set(letter, to.charAt(index)));
}

/** `text` with Latin, Cyrillic and Greek letters in ASCII. What has no simple counterpart is left as it is. */
export function transliterate(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(/[^\0-\x7f]/gu, (letter) => {
    const lower = letter.toLowerCase();
    const latin = letters.get(lower);
    if (latin === undefined) {
      return letter;
    }
    return lower === letter ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
  });
}
