import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { getSyntax } from '../../../../src/source/language';
import { SourceText } from '../../../../src/source/sourceText';
import { hashToken } from '../../../../src/idInsights/tokenLiterals';

/** One text of the corpus, and where it is. */
export interface Entry {
  readonly place: string;
  readonly language: string;
  readonly path: string;
  readonly text: string;
}

/** The ID and the tokens of the corpus, made up for it. */
export const knownId = 'Tp5mVa20Rk';
export const secondId = 'q7Xw3LbZ9d';
export const liveToken = 'opensign.k3Vb8QmZ1xTr7LwN5cYhP2';
export const sandboxToken = 'test.Hd6RkW9pBz2VnXq4JmTs8';
/** Tokens of unusual shapes: a stored token is found in any shape. */
export const oddToken = 'Zq9/+~k.7$x-3b=_w!8%';
export const shortToken = 'a1?b2';
export const storedTokens = [hashToken('live', liveToken), hashToken('sandbox', sandboxToken)];
export const oddTokens = [hashToken('live', oddToken), hashToken('sandbox', shortToken)];

const marks: Readonly<Record<string, string>> = {
  ID: knownId,
  SECOND: secondId,
  LOWER: knownId.toLowerCase(),
  UPPER: knownId.toUpperCase(),
  SWAPPED: knownId.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())),
  NINE: knownId.slice(1),
  LIVETOKEN: liveToken,
  SANDBOXTOKEN: sandboxToken,
  ODDTOKEN: oddToken,
  SHORTTOKEN: shortToken,
  LIVETOKENUPPER: liveToken.toUpperCase(),
};

/**
 * The texts of a folder's files. `@ language [path]` begins one. After `@each language [path]` each line is one. The
 * text before the first of these describes the file.
 */
export function readCorpus(folder: string): readonly Entry[] {
  const directory = path.join(__dirname, folder);
  return readdirSync(directory)
    .sort()
    .flatMap((file) => entriesOf(file, readFileSync(path.join(directory, file), 'utf8')));
}

function entriesOf(file: string, text: string): Entry[] {
  const filled = text.replace(/@([A-Z]+)@/g, (mark: string, name: string) => marks[name] ?? mark);
  const entries: Entry[] = [];
  const sections = [
    ...filled.matchAll(/^@(each)? (\S+)(?: (\S+))?\n([^]*?)(?=^@(?:each)? \S+(?: \S+)?$|(?![^]))/gm),
  ];
  for (const { index, 1: each, 2: language = '', 3: name = 'untitled', 4: body = '' } of sections) {
    const line = filled.slice(0, index).split('\n').length + 1;
    const texts = each === undefined ? [body] : body.split('\n');
    for (const [offset, entry] of texts.entries()) {
      if (entry.trim() !== '') {
        entries.push({ place: `${file}:${line + offset}`, language, path: name, text: entry });
      }
    }
  }
  return entries;
}

/** A text as the rules read it. Undefined for texts that aren't scanned. */
export function toSource(language: string, file: string, text: string): SourceText | undefined {
  const syntax = getSyntax(language, file);
  return syntax && new SourceText(text, syntax);
}
