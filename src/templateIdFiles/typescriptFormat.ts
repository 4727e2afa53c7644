import { environmentOrder, type IdEntry } from './entry';
import type { Format } from './format';
import { instructions, signature } from './idFileHeader';
import { newFile, type Layout } from './idFileLayout';
import { sameTokens } from './formatTokens';

const header = ['/**', ...[signature, ...instructions].map((line) => ` * ${line}`), ' */'].join('\n');

const headerPattern = new RegExp(
  String.raw`^\/\*\*\s*\*\s${signature.replaceAll('.', '\\.')}(?:(?!\*\/)[\s\S])*\*\/`,
  'm',
);
const token =
  /\s+|\/\*(?:(?!\*\/).)*\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*|[^\s\w"'`]/u;

const value = `null|"[^"\\\\\\n]*"|'[^'\\\\\\n]*'`;
const entryPattern = new RegExp(
  String.raw`\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(["']?)([A-Za-z_$][\w$]*)\2\s*:\s*\{` +
    String.raw`\s*live\s*:\s*(${value})\s*,\s*sandbox\s*:\s*(${value})\s*,?\s*\}`,
  'g',
);

/** A constant object and the type of its keys. */
export const typescriptFormat: Format = {
  kind: 'typescript',
  extension: 'ts',
  naming: { letters: 'camelCase', afterPrefix: false },
  isOurs: (text) => headerPattern.test(text),
  parse: (text) => {
    const start = text.search(headerPattern);
    const body = text.slice(start).replace(headerPattern, '');
    const entries = [...body.matchAll(entryPattern)].map(
      ([, comment = '', , identifier = '', live = '', sandbox = '']): IdEntry => ({
        identifier,
        title: unescaped(comment.trim()),
        ids: { live: idOf(live), sandbox: idOf(sandbox) },
      }),
    );
    // What would be lost by writing it anew shows as a difference.
    const again = write(entries, newFile).replace(headerPattern, '');
    return sameTokens(body, again, token) ? { entries, before: text.slice(0, start), after: '' } : undefined;
  },
  write,
};

function write(entries: readonly IdEntry[], layout: Layout): string {
  const { quote, semicolons, indent = '  ' } = layout;
  const end = semicolons ? ';' : '';
  const id = (text: string | undefined) => (text === undefined ? 'null' : `${quote}${text}${quote}`);
  const lines = entries.flatMap(({ identifier, title, ids }) => [
    `${indent}/** ${escaped(title)} */`,
    `${indent}${identifier}: {`,
    ...environmentOrder.map((environment) => `${indent}${indent}${environment}: ${id(ids[environment])},`),
    `${indent}},`,
  ]);
  return [
    header,
    '',
    '/** Ids by template and environment; null where no template of its title is known. */',
    ...(lines.length === 0
      ? [`export const templateIds = {} as const${end}`]
      : ['export const templateIds = {', ...lines, `} as const${end}`]),
    '',
    '/** A template that has an id here. */',
    `export type TemplateKey = keyof typeof templateIds${end}`,
    '',
  ].join('\n');
}

/** A title in a doc comment: it can neither end it nor be a tag in it. */
function escaped(title: string): string {
  return title
    .replaceAll('\\', '\\\\')
    .replace(/(^|[\s{])@/g, '$1\\@')
    .replaceAll('*/', '*\\/');
}

function unescaped(comment: string): string {
  return comment.replace(/\\([\\@/])/g, '$1');
}

function idOf(literal: string): string | undefined {
  return literal === 'null' ? undefined : literal.slice(1, -1);
}
