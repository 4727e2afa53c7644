import { posix } from 'node:path';
import type { NamingStyle } from '../source/identifier';
import { environmentOrder } from './matchTemplates';
import type { IdEntry } from './syncEntries';

/** One kind of ID file. Texts have line feeds only. */
export interface Format {
  readonly kind: 'typescript' | 'json' | 'python' | 'env';
  readonly naming: NamingStyle;
  /** Starts a comment. JSON has none: there the entries are the file's content. */
  readonly comment: '//' | '#' | undefined;
  /** The lines of code for the entries. */
  readonly writeCode: (entries: readonly IdEntry[]) => readonly string[];
}

/** In the order in which they are offered. */
export const formats: readonly Format[] = [
  {
    kind: 'typescript',
    naming: { letters: 'camelCase', afterPrefix: false },
    comment: '//',
    writeCode: writeTypeScript,
  },
  {
    kind: 'json',
    naming: { letters: 'camelCase', afterPrefix: false },
    comment: undefined,
    writeCode: () => [],
  },
  {
    kind: 'python',
    naming: { letters: 'UPPER_SNAKE', afterPrefix: false },
    comment: '#',
    writeCode: writePython,
  },
  { kind: 'env', naming: { letters: 'UPPER_SNAKE', afterPrefix: true }, comment: '#', writeCode: writeEnv },
];

/** The names that {@link getFormat} knows, as a pattern for a search. */
export const searchPattern = '**/{*.ts,*.mts,*.cts,*.json,*.py,*.env,.env.*}';

/** The format of a file by its name. Undefined when IDs can't be written to such a file. */
export function getFormat(path: string): Format | undefined {
  const name = posix.basename(path).toLowerCase();
  const patterns: Readonly<Record<Format['kind'], RegExp>> = {
    typescript: /(?<!\.d|^|\.)\.[mc]?ts$/,
    json: /\.json$/,
    python: /\.py$/,
    env: /(^|\.)env(\.[\w-]+)*$/,
  };
  return formats.find(({ kind }) => patterns[kind].test(name));
}

/** Matches the variables that {@link writeEnv} writes. */
export const envVariable = /^OPENSIGN_(SANDBOX_)?TEMPLATE_\w+=/;

function writeEnv(entries: readonly IdEntry[]): readonly string[] {
  const prefixes = { live: 'OPENSIGN_TEMPLATE_', sandbox: 'OPENSIGN_SANDBOX_TEMPLATE_' };
  return entries.flatMap(({ identifier, title, ids }) => [
    `#: ${title}`,
    ...environmentOrder.map((environment) => {
      const name = `${prefixes[environment]}${identifier}`;
      const id = ids[environment];
      return id === undefined ? `# ${name} is missing: no template has this title` : `${name}=${id}`;
    }),
  ]);
}

function writeTypeScript(entries: readonly IdEntry[]): readonly string[] {
  const lines = entries.flatMap(({ identifier, title, ids }) => [
    `  /** ${escapeComment(title)} */`,
    `  ${identifier}: {`,
    ...environmentOrder.map(
      (environment) => `    ${environment}: ${JSON.stringify(ids[environment] ?? null)},`,
    ),
    '  },',
  ]);
  return [
    '',
    '/** IDs by template and environment; null where no template of its title is known. */',
    ...(lines.length === 0
      ? ['export const templateIds = {} as const;']
      : ['export const templateIds = {', ...lines, '} as const;']),
    '',
    '/** A template that has an ID here. */',
    'export type TemplateKey = keyof typeof templateIds;',
    '',
  ];
}

/** A title in a doc comment can neither end it nor be a tag in it. */
function escapeComment(title: string): string {
  return title
    .replaceAll('\\', '\\\\')
    .replace(/(^|[\s{])@/g, '$1\\@')
    .replaceAll('*/', '*\\/');
}

/** A comment that begins with `#:` is documentation, and never a directive of a tool. */
function writePython(entries: readonly IdEntry[]): readonly string[] {
  const id = (text: string | undefined) => (text === undefined ? 'None' : `"${text}"`);
  const lines = entries.flatMap(({ identifier, title, ids }) => [
    `#: ${title}`,
    `${identifier}: Final = TemplateId(`,
    ...environmentOrder.map((environment) => `    ${environment}=${id(ids[environment])},`),
    ')',
  ]);
  return [
    'from typing import Final, NamedTuple, Optional',
    '',
    '',
    'class TemplateId(NamedTuple):',
    '    """The IDs of one template; None where no template of its title is known."""',
    '',
    ...environmentOrder.map((environment) => `    ${environment}: Optional[str]`),
    '',
    '',
    ...lines,
    ...(lines.length === 0 ? [] : ['']),
  ];
}
