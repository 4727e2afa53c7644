import { isObject } from '../api/values';
import { environmentOrder, type IdEntry } from './entry';
import type { Format } from './format';
import { instructions, signature } from './idFileHeader';
import type { Layout } from './idFileLayout';

const commentKey = '$comment';
const entryKeys = ['title', ...environmentOrder];

/** An object by identifier, beside a key with what the file is. */
export const jsonFormat: Format = {
  kind: 'json',
  extension: 'json',
  naming: { letters: 'camelCase', afterPrefix: false },
  // A file that cannot be parsed any more is still ours.
  isOurs: (text) => {
    const start = /^\s*\{\s*"\$comment"\s*:\s*"/.exec(text)?.[0];
    return start !== undefined && text.startsWith(signature, start.length);
  },
  parse: (text) => {
    const { [commentKey]: comment, ...rest } = objectOf(text);
    const entries = Object.entries(rest).map(([identifier, value]) => entryOf(identifier, value));
    return typeof comment === 'string' && entries.every((entry) => entry !== undefined)
      ? { entries, before: '', after: '' }
      : undefined;
  },
  write,
};

function write(entries: readonly IdEntry[], { indent = '  ' }: Layout): string {
  const content = entries.map(({ identifier, title, ids }) => [
    identifier,
    { title, live: ids.live ?? null, sandbox: ids.sandbox ?? null },
  ]);
  const comment = [commentKey, [signature, ...instructions].join(' ')];
  return `${JSON.stringify(Object.fromEntries([comment, ...content]), undefined, indent)}\n`;
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function entryOf(identifier: string, value: unknown): IdEntry | undefined {
  if (!isObject(value) || Object.keys(value).some((key) => !entryKeys.includes(key))) {
    return undefined;
  }
  const { title, live, sandbox } = value;
  return typeof title === 'string' && isId(live) && isId(sandbox)
    ? { identifier, title, ids: { live: live ?? undefined, sandbox: sandbox ?? undefined } }
    : undefined;
}

function isId(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
