import type { TemplateFact, World } from '../../../src/templateIdFiles/entry';
import { rewrite } from '../../../src/templateIdFiles/idText';
import { formats, type Format } from '../../../src/templateIdFiles/format';

/** Facts of one environment by title; ids tell environment and place, the first is the oldest. */
export function facts(prefix: string, ...titles: readonly string[]): TemplateFact[] {
  return titles.map((title, index) => ({
    id: `${prefix}${String(index).padStart(10 - prefix.length, '0')}`,
    title: title.trim(),
    created: index,
  }));
}

export function world(live: readonly string[], sandbox: readonly string[]): World {
  return { live: facts('L', ...live), sandbox: facts('S', ...sandbox) };
}

export function formatOfKind(kind: Format['kind']): Format {
  const format = formats.find((one) => one.kind === kind);
  if (format === undefined) {
    throw new Error(kind);
  }
  return format;
}

export const [typescript, json, python, env] = (['typescript', 'json', 'python', 'env'] as const).map(
  formatOfKind,
) as [Format, Format, Format, Format];

/** A new file. */
export function written(format: Format, of: World): string {
  return rewrite(undefined, format, of).text;
}

/** Numbers that look random and are the same each time. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const parts = [
  'NDA',
  'Employee',
  ' ',
  '  ',
  'é',
  'ß',
  'Ünïcode',
  '契約',
  '한국어',
  'Договор',
  'Σύμβαση',
  '🙂',
  '👩‍👩‍👧',
  '"',
  "'",
  '`',
  '*/',
  '/*',
  '//',
  '\\',
  '\\n',
  '\n',
  '\r\n',
  '\t',
  '\u2028',
  '\u0085',
  '\u0000',
  '\u202e',
  '\ud800',
  '__proto__',
  'constructor',
  'default',
  'class',
  'None',
  'then',
  '2024',
  '1',
  '-',
  '#',
  '${x}',
  '$(rm)',
  '@deprecated',
  '{@link x}',
  '# OPENSIGN_TEMPLATE_X is missing: no',
  'OPENSIGN_TEMPLATE_X=1',
  '# End of the template ids of OpenSign.',
  'Template ids of OpenSign, written by OpenSign for VS Code.',
  '"x": {',
  'a: { live: null, sandbox: null }',
  'İ',
  'ﬁ',
  'x: Final = TemplateId(',
  'type: ignore',
  'coding: latin-1',
  '"""',
  ';',
  ',}',
  'ids',
  '½',
  '%',
  '=',
  '(no title)',
];

export function randomTitle(random: (below: number) => number): string {
  return Array.from({ length: random(5) }, () => parts[random(parts.length)]).join(
    random(2) === 0 ? ' ' : '',
  );
}

export function randomTitles(random: (below: number) => number, most: number): readonly string[] {
  return Array.from({ length: random(most + 1) }, () => randomTitle(random));
}
