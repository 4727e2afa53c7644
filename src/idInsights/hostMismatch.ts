import type { EnvironmentName } from '../api/environmentName';
import { tokenVariable } from '../environment/token';
import { mentionsOf, type Hosts, type Mention } from './hostMentions';
import { literalAround } from '../source/idLiterals';
import type { Syntax } from '../source/language';
import { lazyLiterals, type Literal } from '../source/literals';

/** A token's variable next to the other environment's host. Offsets count UTF-16 units from the beginning of the text. */
export interface HostMismatch {
  readonly start: number;
  readonly end: number;
  /** The token's variable that is there, and the one that fits the host. */
  readonly variable: string;
  readonly expected: string;
  readonly hostEnvironment: EnvironmentName;
}

/** UTF-16 units on each side of a token that are read: whatever the text, a token costs the same. */
const reach = 500;
const mostTargets = 4;

/** One of these between or before the two, and it isn't certain that they are used together. */
const doubt =
  /\?(?!\.)|\|\||&&|;|=>|\/\/|\/\*|#|(?<![\w$])(?:if|else|unless|when|case|match|switch|or|and|function|const|let|var)(?![\w$])/;
/** A condition may also follow, as in Python. */
const condition = /(?<![\w$])(?:if|else|unless)(?![\w$])/;
/** Keys that name an environment. */
const namedKey = /sandbox|live|prod|staging|demo/i;
const urlOrVariable = /https?:\/\/[^\s"'`]+|[\w.-]+\.opensignlabs\.com|OPENSIGN_\w+/gi;
/** What leads to a value: a lookup in the environment, or a URL made of it. */
const lookup =
  /[\w$.:]*(?:getenv|environ(?:\.get)?|env(?:\.fetch|::var)?|GetEnvironmentVariable|ur[li]|create|parse)[([]["'`]?$/i;
const requestCommand = /(?<![\w.-])(?:curl|wget|xh|https?)\s(?:[^;|&\n\\]|\\\r?[^])*$/;
const requestLine = /^[ \t]*(?:[A-Z]{3,7}[ \t]+)?(?:https?:\/\/|\{\{)[^\n]*$/;

/**
 * Reports a token's variable only where the mismatch is certain at a glance: in one string with the other
 * environment's host or base URL variable, or on the same or the next line of one call, command or request.
 *
 * @param hosts the hosts, with their ports, that the base URLs point to; the known ones need not be among them
 */
export function findHostMismatches(
  text: string,
  syntax: Syntax,
  hosts: Hosts,
  literals = lazyLiterals(text, syntax),
): readonly HostMismatch[] {
  const mentions = syntax.statements === 'none' ? [] : mentionsOf(text, hosts);
  return mentions.flatMap((token, index) => {
    const targets = token.role === 'token' ? targetsNear(text, mentions, index) : [];
    const target = targets.find((near) => isOneRequest(text, syntax, literals(), token, near));
    return target === undefined
      ? []
      : [
          {
            start: token.start,
            end: token.end,
            variable: tokenVariable(token.environment),
            expected: tokenVariable(target.environment),
            hostEnvironment: target.environment,
          },
        ];
  });
}

/** The other environment's targets around a token; none if the lines next to it mention both environments' tokens or targets. */
function targetsNear(text: string, mentions: readonly Mention[], index: number): readonly Mention[] {
  const token = mentions[index];
  if (token === undefined) {
    return [];
  }
  const before = text
    .slice(Math.max(0, token.start - reach), token.start)
    .split('\n')
    .slice(-2)
    .join('\n');
  const after = text
    .slice(token.end, token.end + reach)
    .split('\n', 2)
    .join('\n');
  const from = token.start - before.length;
  const to = token.end + after.length;
  let first = index;
  while ((mentions[first - 1]?.start ?? -1) >= from) {
    first--;
  }
  let last = index;
  while ((mentions[last + 1]?.end ?? Infinity) <= to) {
    last++;
  }
  const near = mentions.slice(first, last + 1);
  const differ = near.some(
    ({ role, environment }) => (role === 'token') !== (environment === token.environment),
  );
  const distance = ({ start }: Mention) => Math.abs(start - token.start);
  return differ
    ? []
    : near
        .filter(({ role }) => role === 'target')
        .sort((a, b) => distance(a) - distance(b))
        .slice(0, mostTargets);
}

function isOneRequest(
  text: string,
  syntax: Syntax,
  literals: readonly Literal[],
  token: Mention,
  target: Mention,
): boolean {
  const literal = literalAround(token, literals);
  const other = literalAround(target, literals);
  switch (syntax.statements) {
    case 'code':
      return literal !== undefined && literal === other
        ? isOneCommand(text, literal.start, token, target)
        : isOneCall(text, [token, literal], [target, other]);
    case 'shell':
      return literal !== undefined && other !== undefined && isOneCommand(text, 0, token, target);
    case 'requests':
      return literal !== undefined && other !== undefined && isOneHttpRequest(text, token, target);
    case 'none':
      return false;
  }
}

/** `curl` with both as its arguments, on one line or two, or in one string of code. */
function isOneCommand(text: string, from: number, token: Mention, target: Mention): boolean {
  const [first, second] = token.start < target.start ? [token, target] : [target, token];
  const word =
    first === target ? (/^[^\s"'`\\]*/.exec(text.slice(first.end, second.start))?.[0].length ?? 0) : 0;
  return (
    requestCommand.test(text.slice(Math.max(from, first.start - reach), first.start)) &&
    /^(?:[^;|&\n\\]|\\\r?[^\n])*(?:\\\r?\n(?:[^;|&\n\\]|\\[^\n])*)?$/.test(
      text.slice(first.end + word, second.start),
    ) &&
    isPutIn(text, token) &&
    (target.by === 'variable' ? isPutIn(text, target) : isApiUrl(text, target))
  );
}

/** The target in the first line of a request, the token in the same line or in the header right after it. */
function isOneHttpRequest(text: string, token: Mention, target: Mention): boolean {
  const line =
    text
      .slice(Math.max(0, target.start - reach), target.start)
      .split('\n')
      .at(-1) ?? '';
  return (
    requestLine.test(line + text.slice(target.start, target.end)) &&
    /^[^\n]*(?:\n[ \t]*[\w-]+[ \t]*:[^\n]*)?$/.test(text.slice(target.end, token.start)) &&
    target.end < token.start &&
    (target.by === 'variable' || isApiUrl(text, target))
  );
}

type Placed = readonly [mention: Mention, literal: Literal | undefined];

/**
 * Both are arguments of one call, on the same or the next line. Whatever closes a bracket, chooses between values or
 * comments between the call and the two leaves it open.
 */
function isOneCall(text: string, token: Placed, target: Placed): boolean {
  const [first, second] = token[0].start < target[0].start ? [token, target] : [target, token];
  const before = text
    .slice(Math.max(0, first[0].start - reach), first[0].start)
    .split('\n')
    .slice(-2)
    .join('\n');
  const call = openCall(before.replace(lookup, ''));
  const between = text.slice(endOfValue(text, first), second[0].start).replace(lookup, '');
  if (call === undefined || between.split('\n').length > 2 || /[()\]}]/.test(between)) {
    return false;
  }
  const inside = (before.slice(call) + between).replace(urlOrVariable, '');
  const after = text.slice(second[0].end, second[0].end + reach).split('\n', 1)[0] ?? '';
  return (
    isUsed(text, token) &&
    isUsed(text, target) &&
    !doubt.test(inside) &&
    !namedKey.test(inside) &&
    !condition.test(after)
  );
}

/** Where the arguments of the innermost call begin that isn't closed at the end of `before`. */
function openCall(before: string): number | undefined {
  let closed = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    closed += before[at] === ')' ? 1 : 0;
    if (before[at] === '(' && closed-- === 0) {
      return /[\w$)\]>!]$/.test(before.slice(0, at)) ? at + 1 : undefined;
    }
  }
  return undefined;
}

/** Behind the quotes of a value, the rest of its template, and the bracket of its lookup or `new URL(…)`. */
function endOfValue(text: string, [{ start, end }, literal]: Placed): number {
  const after = text.slice(literal?.outerEnd ?? end, end + reach);
  const isLookup = lookup.test(text.slice(Math.max(0, start - reach), literal?.outerStart ?? start));
  const isTemplate = literal === undefined || literal.outerEnd === literal.end;
  const rest = (isTemplate ? /^\$?[{}][^\s"'`]*["'`]/ : isLookup ? /^[)\]]/ : /^/).exec(after)?.[0];
  return (literal?.outerEnd ?? end) + (rest?.length ?? 0);
}

/** A value that is read here: no key, pattern, message or comment. */
function isUsed(text: string, [mention, literal]: Placed): boolean {
  const { start, end, by } = mention;
  const before = text.slice(Math.max(0, start - reach), start);
  if (literal === undefined) {
    const line = before.split('\n').at(-1) ?? '';
    const after = text.slice(end, end + 40).trimStart();
    const isKey = /^(?:[:=](?![=:])|=>)/.test(after) || (/[{,]\s*$/.test(before) && /^[,}]/.test(after));
    return by === 'variable' && !isKey && !/^\s*\*|(?<!:)\/\/|\/\*|#/.test(line);
  }
  if (by === 'host') {
    return (
      isApiUrl(text, mention) && !/\s/.test(text.slice(literal.start, Math.min(literal.end, end + reach)))
    );
  }
  return literal.start === start && literal.end === end
    ? /[\w$)\]!?][([]["'`]$/.test(before)
    : /(?:\[|getenv\(|get\(|env\()\\?["']$/.test(before);
}

/** `$NAME`, `${NAME}`, `$(NAME)`, `%NAME%`, `{{…NAME}}`: not a name alone, nor one that is given its value. */
function isPutIn(text: string, { start }: Mention): boolean {
  return /(?:\$[({]?|%|\$env:|\{\{[^{}\n]*)$/i.test(text.slice(Math.max(0, start - 40), start));
}

/** A base URL, or a URL of the API: the live app also has pages, and the sandbox's token comes from one of them. */
function isApiUrl(text: string, { start, end }: Mention): boolean {
  const before = /[^\s"'`=\\]*$/.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
  const after = /^[^\s"'`\\]*/.exec(text.slice(end, end + 40))?.[0] ?? '';
  return /^(?:https?:\/\/)?$/i.test(before) && /^\/?$|^\/(?:api|v\d)/.test(after);
}
