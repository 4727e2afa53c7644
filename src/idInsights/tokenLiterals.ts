import { createHash, randomBytes } from 'node:crypto';
import type { EnvironmentName } from '../api/environmentName';
import type { Syntax } from '../source/language';
import { literalAround } from '../source/idLiterals';
import { lazyLiterals, type Literal } from '../source/literals';

/** A stored token, known well enough to be recognised, and not well enough to be used. */
export interface StoredTokenHash {
  readonly environment: EnvironmentName;
  readonly hash: string;
  /** In characters. */
  readonly length: number;
  /** It looks as tokens usually do, so that it is found by its looks. */
  readonly usual: boolean;
}

export interface TokenMatch {
  readonly environment: EnvironmentName;
  readonly start: number;
  readonly end: number;
  /** The literal with its quotes, when the token is all of it. */
  readonly literal?: { readonly start: number; readonly end: number };
  /** Whether it is a stored token, or only looks like one in a place that speaks of OpenSign. */
  readonly by: 'stored' | 'shape';
}

/** Of this process only, so that the hashes mean nothing anywhere else. */
const salt = randomBytes(16);

/** Shapes that were seen, with some room. Source: api.md 2.3. */
const shape = /(?<![\w.+$-])(opensign|test)\.([0-9A-Za-z]{20,24})(?![\w+=-]|\.\w)/g;
const usualShape = /^(?:opensign|test)\.[0-9A-Za-z]{20,24}$/;

/** A shorter token is found only where it is all of a literal: words of its length are everywhere. */
const shortestPart = 12;

/** Lines above and below a token in which a hint counts. */
const near = 3;
/** Characters on either side, at most. */
const farthest = 500;
const hint = /open[-_ ]?sign|x[-_]?api[-_]?token/i;
/** Beside a token that begins with the product's name the name of the variable need not tell it again. */
const variableHint = /token|api[-_]?key|secret|auth/i;

/** The words, abbreviations and numbers of a name in camel case. */
const nameParts = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
/** Names have few of them, where half of all tokens have ten or more; and a quarter of a name's letters are vowels. */
const mostParts = 6;
const leastVowels = 0.25;
/** Neighbours in the alphabet that chance does not put into one token. */
const mostInSequence = 7;

/** What makes a stored token recognisable. The token itself is not kept. */
export function hashToken(environment: EnvironmentName, token: string): StoredTokenHash {
  return { environment, hash: hashOf(token), length: token.length, usual: usualShape.test(token) };
}

/**
 * Tokens in string literals and values: stored ones wherever they are, others where the lines around speak of
 * OpenSign, by its name, the name of the header, or one of `hosts`.
 */
export function findTokens(
  text: string,
  syntax: Syntax,
  stored: readonly StoredTokenHash[],
  hosts: readonly string[] = [],
  literals = lazyLiterals(text, syntax),
): readonly TokenMatch[] {
  const matches = new Map<number, TokenMatch>();
  const around = (start: number, end: number) => literalAround({ start, end }, literals());
  const add = (start: number, end: number, environment: EnvironmentName, by: TokenMatch['by']) => {
    const literal = around(start, end);
    if (literal !== undefined && !matches.has(start)) {
      const whole = wholeLiteral(text, start, end, literal);
      matches.set(start, { environment, start, end, by, ...(whole === undefined ? {} : { literal: whole }) });
    }
  };
  for (const match of text.matchAll(shape)) {
    const start = match.index;
    const end = start + match[0].length;
    const known = storedAs(match[0], stored);
    if (known !== undefined) {
      add(start, end, known, 'stored');
    } else if (isRandom(match[2] ?? '') && hasHint(text, start, end, match[1] === 'opensign', hosts)) {
      add(start, end, match[1] === 'test' ? 'sandbox' : 'live', 'shape');
    }
  }
  const unusual = stored.filter(({ usual }) => !usual);
  if (unusual.length > 0) {
    const shortest = Math.min(...unusual.map(({ length }) => length));
    for (const literal of literals()) {
      if (literal.end - literal.start < shortest) {
        continue;
      }
      for (const [start, end] of partsOf(text, literal, unusual)) {
        const environment = storedAs(text.slice(start, end), unusual);
        if (environment !== undefined) {
          add(start, end, environment, 'stored');
        }
      }
    }
  }
  return [...matches.values()].sort((a, b) => a.start - b.start);
}

function hashOf(token: string): string {
  return createHash('sha256').update(salt).update(token).digest('base64');
}

function storedAs(text: string, stored: readonly StoredTokenHash[]): EnvironmentName | undefined {
  const sameLength = stored.filter(({ length }) => length === text.length);
  if (sameLength.length === 0) {
    return undefined;
  }
  const hash = hashOf(text);
  return sameLength.find((token) => token.hash === hash)?.environment;
}

/** The parts of a literal that are as long as a stored token and may be one: all of it, words, what follows a mark. */
function* partsOf(
  text: string,
  { start, end }: Literal,
  stored: readonly StoredTokenHash[],
): Generator<readonly [number, number]> {
  const fits = (length: number) => stored.some((token) => token.length === length);
  if (fits(end - start)) {
    yield [start, end];
  }
  const long = stored.filter(({ length }) => length >= shortestPart);
  if (!long.some(({ length }) => length < end - start)) {
    return;
  }
  for (const match of text.slice(start, end).matchAll(/[^\s"'`]+/g)) {
    const word = match[0];
    const from = start + match.index;
    for (const mark of [0, ...[...word.matchAll(/[:=@,;([{<]/g)].map(({ index }) => index + 1)]) {
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
 * Not a name, a placeholder or the alphabet. Wrong about one token in 600: stored ones are known without it. Names have
 * no long numbers, and the alphabet that somebody typed as a placeholder is in letters of one case.
 */
function isRandom(part: string): boolean {
  const letters = part.replace(/\d/g, '');
  const vowels = letters.replace(/[^aeiou]/gi, '').length;
  const isName =
    !/\d{5}/.test(part) &&
    (part.match(nameParts) ?? []).length <= mostParts &&
    vowels >= letters.length * leastVowels;
  const isAlphabet = /^(?:[a-z]+|[A-Z]+)$/.test(part) && isSequence(part);
  return letters !== '' && new Set(part).size >= 8 && !isName && !isAlphabet;
}

function isSequence(part: string): boolean {
  let steps = 0;
  for (let at = 1; at < part.length; at++) {
    steps += part.charCodeAt(at) - part.charCodeAt(at - 1) === 1 ? 1 : 0;
  }
  return steps > mostInSequence;
}

function hasHint(
  text: string,
  start: number,
  end: number,
  isNamed: boolean,
  hosts: readonly string[],
): boolean {
  // A minified file has everything on one line: not much of it is near.
  const before = text.slice(Math.max(0, start - farthest), start).split('\n');
  const after = text.slice(end, end + farthest).split('\n');
  if (isNamed && variableHint.test((before.at(-1) ?? '').slice(-200))) {
    return true;
  }
  const lines = [...before.slice(-near - 1), ...after.slice(0, near + 1)].join('\n');
  if (!hint.test(lines) && !hosts.some((host) => lines.includes(host))) {
    return false;
  }
  // What looks like a token says nothing of what is beside it.
  const context = lines.replace(shape, ' ');
  return hint.test(context) || hosts.some((host) => context.includes(host));
}

function wholeLiteral(
  text: string,
  start: number,
  end: number,
  literal: Literal,
): { readonly start: number; readonly end: number } | undefined {
  if (literal.start === start && literal.end === end && literal.outerStart < start) {
    return { start: literal.outerStart, end: literal.outerEnd };
  }
  const quote = text.charAt(start - 1);
  return (quote === '"' || quote === "'") && text.charAt(end) === quote
    ? { start: start - 1, end: end + 1 }
    : undefined;
}
