import ignore from 'ignore';

/** A file of ignore rules. */
export interface IgnoreFile {
  /** The folder that its rules are for, as names from the root down. */
  readonly folder: readonly string[];
  readonly text: string;
}

/**
 * Whether the rules ignore a path, given as names from the root down. Of several files the last has the last word, so
 * they are handed over from the root down, with what weighs less than any `.gitignore` at the beginning.
 */
export function ignoreRules(
  files: readonly IgnoreFile[],
  ignoreCase: boolean,
): (path: readonly string[]) => boolean {
  const rules = ignore({ ignoreCase }).add(
    files.flatMap(({ folder, text }) => patternsOf(text, folder).map((pattern) => ({ pattern }))),
  );
  return (path) => rules.ignores(path.join('/'));
}

/** The line that makes a `.gitignore` ignore a name. */
export function patternFor(name: string): string {
  return name.replace(/[\\*?[\]]/g, '\\$&').replace(/^[#!]| $/g, '\\$&');
}

/** The patterns of a file, so written that they mean the same in the root. */
function patternsOf(text: string, folder: readonly string[]): string[] {
  const prefix = folder.map((name) => `${name.replace(/[\\*?[\]]/g, '\\$&')}/`).join('');
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => withoutTrailingSpaces(line.replace(/\r$/, '')))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const negated = line.startsWith('!');
      const pattern = negated ? line.slice(1) : line;
      if (/^\/*$/.test(pattern)) {
        return [];
      }
      if (folder.length === 0) {
        return [line];
      }
      const anchored = pattern.slice(0, -1).includes('/');
      const inRoot = anchored ? `/${prefix}${pattern.replace(/^\//, '')}` : `/${prefix}**/${pattern}`;
      return [negated ? `!${inRoot}` : inRoot];
    });
}

/** As git does it: a backslash keeps a space. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line.charAt(end - 1) === ' ') {
    end--;
  }
  const slashes = /\\*$/.exec(line.slice(0, end))?.[0].length ?? 0;
  return line.slice(0, slashes % 2 === 1 && end < line.length ? end + 1 : end);
}
