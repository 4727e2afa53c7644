import { environmentOrder, type IdEntry } from './entry';
import type { Format } from './format';
import { instructions, signature } from './idFileHeader';
import { newFile, type Layout } from './idFileLayout';
import { sameTokens } from './formatTokens';

const header = [signature, ...instructions].map((line) => `# ${line}`).join('\n');

const headerPattern = new RegExp(`^# ${signature.replaceAll('.', '\\.')}\\n(?:#[^\\n]*\\n)*`, 'm');
const token =
  /\s+|#[^\n]*|"""(?:(?!""").)*"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_][\p{L}\p{N}_]*|[^\s\w"'`]/u;

const value = `None|"[^"\\\\\\n]*"|'[^'\\\\\\n]*'`;
const entryPattern = new RegExp(
  String.raw`^#: ([^\n]*)\n([A-Za-z_]\w*)\s*:\s*Final\s*=\s*TemplateId\(` +
    String.raw`\s*live\s*=\s*(${value})\s*,\s*sandbox\s*=\s*(${value})\s*,?\s*\)`,
  'gm',
);

/** Constants of a named tuple. A comment that begins with `#:` is documentation, and never a directive of a tool. */
export const pythonFormat: Format = {
  kind: 'python',
  extension: 'py',
  naming: { letters: 'UPPER_SNAKE', afterPrefix: false },
  isOurs: (text) => headerPattern.test(text),
  parse: (text) => {
    const start = text.search(headerPattern);
    const body = text.slice(start).replace(headerPattern, '');
    const entries = [...body.matchAll(entryPattern)].map(
      ([, title = '', identifier = '', live = '', sandbox = '']): IdEntry => ({
        identifier,
        title: title.trim(),
        ids: { live: idOf(live), sandbox: idOf(sandbox) },
      }),
    );
    // What would be lost by writing it anew shows as a difference.
    const again = write(entries, newFile).replace(headerPattern, '');
    return sameTokens(body, again, token) ? { entries, before: text.slice(0, start), after: '' } : undefined;
  },
  write,
};

function write(entries: readonly IdEntry[], { quote, indent = '    ' }: Layout): string {
  const id = (text: string | undefined) => (text === undefined ? 'None' : `${quote}${text}${quote}`);
  const lines = entries.flatMap(({ identifier, title, ids }) => [
    `#: ${title}`,
    `${identifier}: Final = TemplateId(`,
    ...environmentOrder.map((environment) => `${indent}${environment}=${id(ids[environment])},`),
    ')',
  ]);
  return [
    header,
    'from typing import Final, NamedTuple, Optional',
    '',
    '',
    'class TemplateId(NamedTuple):',
    `${indent}"""The ids of one template; None where no template of its title is known."""`,
    '',
    ...environmentOrder.map((environment) => `${indent}${environment}: Optional[str]`),
    '',
    ...(lines.length === 0 ? [] : ['', ...lines, '']),
  ].join('\n');
}

function idOf(literal: string): string | undefined {
  return literal === 'None' ? undefined : literal.slice(1, -1);
}
