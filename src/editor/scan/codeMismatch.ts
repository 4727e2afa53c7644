import type { Syntax } from './language';
import { groupedBy, hasBoth, isApiUrl, type Mention, type Pair } from './hostMentions';
import { literalAround } from './ids';
import type { Literal } from './literals';
import { codeOnly, groupsAround, outlineOf, ownText, partAround, type Group } from './outline';
import { commandPairs } from './commandMismatch';

/** A mention in its statement. */
interface Place extends Mention {
  readonly literal: Literal | undefined;
  /** It is used here, not only spoken of or declared. */
  readonly isUsed: boolean;
  /** The groups around it up to its statement, the outermost first. */
  readonly path: readonly Group[];
  readonly block: Group;
  /** Where its statement begins. */
  readonly statement: number;
}

/** More in one statement was written by a program, and pairs of it would take long. */
const mostInStatement = 40;

const imports = /^\s*(?:import|from|use|export\s*\{)(?!\w)/;

/** Whatever chooses between values: which one it will be is not known here. */
const choice =
  /(?<!\?)\?(?![?.:,;)\]>=-]|\s*(?:[.)\];,]|$))|(?<![\w$])(?:if|else|unless|when|case|match|switch)(?![\w$])/;
/** What stands in front of a value that counts only together with, or instead of, another one. */
const alternative = /\|\||&&|\?\?|\?:|(?<![\w$])(?:or|and)(?![\w$])/;
/** What is a value, and no key, in front of a value. */
const otherValue = /https?:\/\/[^\s"'`]+|OPENSIGN_\w+/gi;
/** Keys that say which environment their values are for. */
const namedKey = /sandbox|live|prod|staging|demo/i;

/**
 * Pairs in the same statement of code, when nothing in the statement belongs together otherwise. With `isData` the
 * same object takes the place of the statement, as in JSON.
 */
export function codePairs(
  text: string,
  syntax: Syntax,
  literals: readonly Literal[],
  mentions: readonly Mention[],
  isData: boolean,
): readonly Pair[] {
  const code = codeOnly(text, syntax, literals);
  const places = placesOf(text, code, literals, mentions);
  const pairs: Pair[] = [];
  for (const statement of groupedBy(places, (place) => place.statement).values()) {
    const begin = statement[0]?.statement ?? 0;
    if (
      !isData &&
      (statement.length > mostInStatement ||
        hasBoth(statement) ||
        imports.test(code.slice(begin, begin + 40)))
    ) {
      continue;
    }
    for (const [index, token] of statement.entries()) {
      if (token.role !== 'token' || !token.isUsed) {
        continue;
      }
      const near = statement.slice(Math.max(0, index - mostInStatement), index + mostInStatement);
      const target = near.find(
        (other) =>
          other.role === 'target' &&
          other.isUsed &&
          other.environment !== token.environment &&
          areTogether(text, code, token, other, isData ? near : []),
      );
      if (target !== undefined) {
        pairs.push({ token, target });
      }
    }
  }
  return [...pairs, ...inLiterals(text, places)];
}

/** Commands that are written in one string. */
function inLiterals(text: string, places: readonly Place[]): Pair[] {
  const inside = places.filter(({ literal }) => literal !== undefined);
  return [...groupedBy(inside, ({ literal }) => literal).entries()].flatMap(([literal, mentions]) =>
    literal === undefined || !/\s/.test(text.slice(literal.start, literal.end))
      ? []
      : commandPairs(text, literal.start, literal.end, mentions),
  );
}

function placesOf(
  text: string,
  code: string,
  literals: readonly Literal[],
  mentions: readonly Mention[],
): Place[] {
  const root = outlineOf(code);
  return mentions.flatMap((mention) => {
    const literal = literalAround(mention, literals);
    // What is in no string is code, if it is no comment: the code has blanks there.
    if (literal === undefined && code[mention.start] === ' ') {
      return [];
    }
    const groups = groupsAround(root, mention.start);
    const last = groups.findLastIndex(({ isBlock }) => isBlock);
    const block = groups[last] ?? root;
    const path = groups.slice(last + 1);
    const [statement] = partAround(block, path[0]?.open ?? mention.start, block.ends);
    const isUsed =
      literal === undefined ? isUsedInCode(code, mention) : isUsedInLiteral(text, literal, mention);
    return [{ ...mention, literal, isUsed, path, block, statement }];
  });
}

/** Not a declaration, a key, an import or the part of a pattern. */
function isUsedInCode(code: string, { start, end }: Mention): boolean {
  const before = code.slice(Math.max(0, start - 40), start).trimEnd();
  const after = code.slice(end, end + 40).trimStart();
  return !/^(?:[:=](?![=:])|=>)/.test(after) && !(/[{,]$/.test(before) && /^[,}]/.test(after));
}

/** The name is all of the string, as in a lookup, or is put into it. A host is all of it but for the path. */
function isUsedInLiteral(text: string, literal: Literal, mention: Mention): boolean {
  const { start, end, by } = mention;
  if (by === 'host') {
    return (
      isApiUrl(text, mention, literal.start, literal.end) &&
      !/\s/.test(text.slice(literal.start, literal.end))
    );
  }
  if (literal.start === start && literal.end === end) {
    return /[\w$)\]!?][([]["'`]$/.test(text.slice(Math.max(0, start - 3), start));
  }
  const before = text.slice(Math.max(literal.start, start - 40), start);
  const isPut = /(?:\$[({]?|%|\{\{?\s*[$\w. ]*|(?:\[|getenv\(|get\(|env\()\\?["'])$/.test(before);
  return isPut && (mention.role === 'token' || !/\s/.test(text.slice(literal.start, literal.end)));
}

/** Whether the two are parts of one call, one chain of calls or one object, and neither of a choice. */
function areTogether(
  text: string,
  code: string,
  one: Place,
  other: Place,
  inObject: readonly Place[],
): boolean {
  let depth = 0;
  while (one.path[depth] !== undefined && one.path[depth] === other.path[depth]) {
    depth++;
  }
  const common = one.path[depth - 1] ?? one.block;
  if (inObject.length > 0) {
    const inside = inObject.filter(({ start }) => start > common.open && start < common.close);
    if (hasBoth(inside)) {
      return false;
    }
  }
  const isNested = (place: Place) =>
    place.path.slice(depth).some((group) => !isTransparent(text, code, group, place));
  const chained = isNested(one) && isNested(other);
  if (chained && !isChain(code, common, one.path[depth], other.path[depth])) {
    return false;
  }
  return [one, other].every(
    (place) =>
      !place.path
        .slice(depth - 1 < 0 ? 0 : depth - 1)
        .some((group, index, groups) => isChosen(code, group, groups[index + 1]?.open ?? place.start)) &&
      (depth > 0 || !isChosen(code, common, place.path[0]?.open ?? place.start)) &&
      (chained || !hasNamedKey(text, common, place.path[depth]?.open ?? place.start)),
  );
}

/** The text around a value that is still that value: a lookup by name, a URL made of it, a part of a template. */
function isTransparent(text: string, code: string, group: Group, { start, end, literal }: Place): boolean {
  if (group.bracket === '$') {
    return true;
  }
  const before = code.slice(Math.max(0, group.open - 20), group.open);
  const isLookup =
    literal?.start === start && literal.end === end && text.slice(group.open + 1, start).trim().length === 1;
  return (
    isLookup ||
    (group.bracket === '(' && /(?:(?:^|[^\w$)\]])|(?:URL|URI|Url|Uri|url|uri|create|parse))$/.test(before))
  );
}

/** Calls on the result of a call: only names and dots between them. */
function isChain(code: string, common: Group, one: Group | undefined, other: Group | undefined): boolean {
  if (one?.bracket !== '(' || other?.bracket !== '(') {
    return false;
  }
  const [first, second] = one.open < other.open ? [one, other] : [other, one];
  const between = ownText(code, common, first.close + 1, second.open).replace(/[?!]\.|->|::/g, '.');
  return /^[?!\s]*\.[\s\w.$<>]*$/.test(between);
}

function isChosen(code: string, group: Group, at: number): boolean {
  const [from, to] = elementAround(group, at);
  return alternative.test(ownText(code, group, from, at)) || choice.test(ownText(code, group, from, to));
}

function hasNamedKey(text: string, group: Group, at: number): boolean {
  return namedKey.test(text.slice(elementAround(group, at)[0], at).replace(otherValue, ''));
}

function elementAround(group: Group, at: number): readonly [number, number] {
  const [from, to] = partAround(group, at, group.commas);
  if (!group.isBlock) {
    return [from, to];
  }
  const [begin, end] = partAround(group, at, group.ends);
  return [Math.max(from, begin), Math.min(to, end)];
}
