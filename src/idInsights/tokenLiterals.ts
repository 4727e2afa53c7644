import { createHash, randomBytes } from 'node:crypto';
import type { EnvironmentName } from '../api/environmentName';
import type { Literal, Span } from '../source/codeReader';
import type { SourceText } from '../source/sourceText';

/** Enough of a stored token to recognize it, and not enough to use it. */
export interface StoredTokenHash {
  readonly environment: EnvironmentName;
  readonly hash: string;
  /** In characters. */
  readonly length: number;
  /** The token has the usual shape, so the search for that shape finds it. */
  readonly isUsual: boolean;
}

export interface TokenMatch extends Span {
  readonly environment: EnvironmentName;
  /** The literal with its quotes, when the token is all of it. */
  readonly literal?: Span;
  /** A stored token, or a text of the usual shape near a hint of OpenSign. */
  readonly by: 'stored' | 'shape';
}

/** New in each process, so that the hashes are worthless anywhere else. */
const salt = randomBytes(16);

/** Shapes of tokens seen so far, with some tolerance. Source: api.md 2.3. */
const shape = /(?<![\w.+$-])(opensign|test)\.([0-9A-Za-z]{20,24})(?![\w+=-]|\.\w)/g;
const usualShape = /^(?:opensign|test)\.[0-9A-Za-z]{20,24}$/;

/** Shorter tokens only count as a whole literal, because words of their length are everywhere. */
const minPartLength = 12;

/** Lines above and below a token in which a hint counts. */
const hintLines = 3;
/** Characters on each side in which a hint counts: a minified file is one line. */
const hintReach = 500;
const hint = /open[-_ ]?sign|x[-_]?api[-_]?token/i;
/** A token that begins with `opensign` needs no other hint than such a name. */
const variableHint = /token|api[-_]?key|secret|auth/i;

/** The words, abbreviations and numbers of a camelCase name. */
const nameParts = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
/** Names have few parts, half of all tokens ten or more. A quarter of a name's letters are vowels. */
const maxNameParts = 6;
const minVowelShare = 0.25;
/** Neighbors in the alphabet that a random token doesn't have. */
const maxSequence = 7;

export function hashToken(environment: EnvironmentName, token: string): StoredTokenHash {
  return { environment, hash: hash(token), length: token.length, isUsual: usualShape.test(token) };
}

/**
 * Finds tokens in string literals and values: stored ones anywhere, others only near a hint of OpenSign, which is its
 * name, the name of the header, or one of `hosts`.
 */
export function findTokens(
  source: SourceText,
  stored: readonly StoredTokenHash[],
  hosts: readonly string[] = [],
): readonly TokenMatch[] {
  const { text } = source;
  const matches = new Map<number, TokenMatch>();
  const add = (start: number, end: number, environment: EnvironmentName, by: TokenMatch['by']) => {
    const literal = source.literalAround({ start, end });
    if (literal !== undefined && !matches.has(start)) {
      const quoted = getQuotedSpan(text, start, end, literal);
      matches.set(start, { environment, start, end, by, ...(quoted && { literal: quoted }) });
    }
  };
  for (const { index: start, 0: token, 1: prefix = '', 2: rest = '' } of text.matchAll(shape)) {
    const end = start + token.length;
    const known = findStored(token, stored);
    if (known !== undefined) {
      add(start, end, known, 'stored');
    } else if (isRandom(rest) && hasHint(text, start, end, prefix === 'opensign', hosts)) {
      add(start, end, prefix === 'test' ? 'sandbox' : 'live', 'shape');
    }
  }
  const unusual = stored.filter(({ isUsual }) => !isUsual);
  if (unusual.length > 0) {
    const shortest = Math.min(...unusual.map(({ length }) => length));
    for (const literal of source.literals) {
      if (literal.end - literal.start < shortest) {
        continue;
      }
      for (const [start, end] of findParts(text, literal, unusual)) {
        const environment = findStored(text.slice(start, end), unusual);
        if (environment !== undefined) {
          add(start, end, environment, 'stored');
        }
      }
    }
  }
  return [...matches.values()].sort((a, b) => a.start - b.start);
}

function hash(token: string): string {
  return createHash('sha256').update(salt).update(token).digest('base64');
}

function findStored(text: string, stored: readonly StoredTokenHash[]): EnvironmentName | undefined {
  const sameLength = stored.filter(({ length }) => length === text.length);
  const hashed = sameLength.length === 0 ? '' : hash(text);
  return sameLength.find((token) => token.hash === hashed)?.environment;
}

/** The parts of a literal as long as a stored token: all of it, a word, or what follows a punctuation mark in a word. */
function* findParts(
  text: string,
  { start, end }: Literal,
  stored: readonly StoredTokenHash[],
): Generator<readonly [start: number, end: number]> {
  if (stored.some(({ length }) => length === end - start)) {
    yield [start, end];
  }
  const long = stored.filter(({ length }) => length >= minPartLength && length < end - start);
  if (long.length === 0) {
    return;
  }
  for (const { index, 0: word } of text.slice(start, end).matchAll(/[^\s"'`]+/g)) {
    const from = start + index;
    for (const mark of [0, ...[...word.matchAll(/[:=@,;([{<]/g)].map((found) => found.index + 1)]) {
      for (const { length } of long) {
        const stop = mark + length;
        if (stop === word.length || (stop < word.length && /[,;)\]}>&]/.test(word.charAt(stop)))) {
          yield [from + mark, from + stop];
        }
      }
    }
  }
}

/**
 * Whether a text isn't a name, a placeholder or the alphabet. Misses one token in 600. Stored tokens are found without it. Names
 * have no long numbers, and people type the alphabet as a placeholder in letters of one case.
 */
function isRandom(part: string): boolean {
  const letters = part.replace(/\d/g, '');
  const vowels = letters.replace(/[^aeiou]/gi, '').length;
  const isName =
    !/\d{5}/.test(part) &&
    (part.match(nameParts) ?? []).length <= maxNameParts &&
    vowels >= letters.length * minVowelShare;
  const isNeighbor = (_: string, at: number) => part.charCodeAt(at) - part.charCodeAt(at - 1) === 1;
  const isAlphabet =
    /^(?:[a-z]+|[A-Z]+)$/.test(part) && part.split('').filter(isNeighbor).length > maxSequence;
  return letters !== '' && new Set(part).size >= 8 && !isName && !isAlphabet;
}

function hasHint(
  text: string,
  start: number,
  end: number,
  isNamed: boolean,
  hosts: readonly string[],
): boolean {
  const before = text.slice(Math.max(0, start - hintReach), start).split('\n');
  const after = text.slice(end, end + hintReach).split('\n');
  if (isNamed && variableHint.test((before.at(-1) ?? '').slice(-200))) {
    return true;
  }
  // Other texts of the same shape aren't hints.
  const lines = [...before.slice(-hintLines - 1), ...after.slice(0, hintLines + 1)]
    .join('\n')
    .replace(shape, ' ');
  return hint.test(lines) || hosts.some((host) => lines.includes(host));
}

function getQuotedSpan(text: string, start: number, end: number, literal: Literal): TokenMatch['literal'] {
  if (literal.start === start && literal.end === end && literal.outerStart < start) {
    return { start: literal.outerStart, end: literal.outerEnd };
  }
  const quote = text.charAt(start - 1);
  return (quote === '"' || quote === "'") && text.charAt(end) === quote
    ? { start: start - 1, end: end + 1 }
    : undefined;
}
