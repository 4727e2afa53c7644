import { environmentNames, otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { baseUrlVariable, tokenVariable } from '../environment/token';
import type { Span } from '../source/codeReader';
import type { SourceText } from '../source/sourceText';

/** Hosts by environment, with their ports. */
export type Hosts = Readonly<Record<EnvironmentName, readonly string[]>>;

/** A token's variable next to the other environment's host. */
export interface HostMismatch extends Span {
  /** The token's variable in the text, and the one that matches the host. */
  readonly variable: string;
  readonly expected: string;
  readonly hostEnvironment: EnvironmentName;
}

/** A token's variable, or the target of a request: a host or the variable of a base URL. */
interface Meaning {
  readonly role: 'token' | 'target';
  readonly isHost: boolean;
  readonly environment: EnvironmentName;
}
type Mention = Meaning & Span;

/** Hosts whose environment is known without any setting. Source: api.md 2.1. */
const knownHosts: Hosts = {
  live: ['app.opensignlabs.com', 'eu-app.opensignlabs.com'],
  sandbox: ['sandbox.opensignlabs.com'],
};

/** UTF-16 units to read on each side of a place, so that each costs the same in any text. */
const reach = 500;
/** Mentions to check on each side of a token: more don't fit within reach. */
const maxNear = 30;

/** Any of these makes it uncertain that a call uses the token and the target together. */
const doubt =
  /\?(?!\.)|\|\||&&|;|=>|\/\/|\/\*|#|(?<![\w$])(?:if|else|unless|when|case|match|switch|or|and|function|const|let|var)(?![\w$])|sandbox|live|prod|staging|demo/i;
/** The innermost call that is still open, with its arguments. */
const openCall = /[\w$)\]>!]\(((?:[^()]|\([^()]*\))*)$/;
const comment = /^\s*\*|(?<!:)\/\/|\/\*|#/;
const command = /(?<![\w.-])(?:curl|wget|xh|https?)\s(?:[^;|&\n\\]|\\\r?[^])*$/;
/** On one line, or on two with a backslash in between. */
const oneCommand = /^(?:[^;|&\n\\]|&(?=\w)|\\\r?[^\n])*(?:\\\r?\n(?:[^;|&\n\\]|&(?=\w)|\\[^\n])*)?$/;
const requestLine = /(?:^|\n)[ \t]*(?:[A-Z]{3,7}[ \t]+)?(?:https?:\/\/|\{\{)[^\n]*$/;
/** The rest of a request line, and the first header. */
const oneRequest = /^[^\n]*(?:\n[ \t]*[\w-]+[ \t]*:[^\n]*)?$/;

/** What surrounds a place: the text before it and after it. */
type Surroundings = readonly [before: RegExp, after: RegExp];
/** A base URL or a URL of the API. The live host also serves pages, and users get the Sandbox token from one of them. */
const url: Surroundings = [
  /(?<![^\s"'`=\\])(?:https?:\/\/)?$/i,
  /^(?:\/(?:api|v\d)[^\s"'`\\]*|\/?)(?![^\s"'`\\])/,
];
/** `$NAME`, `${NAME}`, `$(NAME)`, `%NAME%`, `{{…NAME}}`, but not the name alone or an assignment. */
const expansion: Surroundings = [/(?:\$[({]?|%|\$env:|\{\{[^{}\n]*)$/i, /^/];
const member: Surroundings = [/(?<![\w$.:])[\w$.:]*env\.$/i, /^/];
const key: Surroundings = [
  /(?<![\w$.:])[\w$.:]*env\w*!?(?:\.get|\.fetch|::var)?[([]["']$/i,
  /^["'](?:,\s*["'][^"'\n]*["'])?[)\]]/,
];
const quotes: Surroundings = [/[a-z$@]{0,2}["'`]$/i, /^["'`]/];
const template: Surroundings = [/[a-z$@]{0,2}["'`]\$?\{$/i, /^\}[^\s"'`]*["'`]/];
const urlConstructor: Surroundings = [/(?:new )?UR[LI](?:\.\w+)?\($/i, /^\)/];

/**
 * Reports a token's variable only where the mismatch is certain at a glance: in one string with the other
 * environment's host or base URL variable, or on the same or the next line of one call, command or request.
 *
 * @param hosts the hosts of the configured base URLs. OpenSign's own hosts are always included
 */
export function findHostMismatches(source: SourceText, hosts: Hosts): readonly HostMismatch[] {
  const { text, syntax } = source;
  const mentions = syntax.requests === 'none' ? [] : findMentions(text, hosts);
  return mentions.flatMap((token, index) => {
    const { role, environment, start, end } = token;
    if (role === 'target') {
      return [];
    }
    const targets = findTargets(text, token, mentions.slice(Math.max(0, index - maxNear), index + maxNear));
    if (!targets.some((target) => isOneRequest(source, token, target))) {
      return [];
    }
    const hostEnvironment = otherEnvironment(environment);
    const variable = tokenVariable(environment);
    const expected = tokenVariable(hostEnvironment);
    return { start, end, variable, expected, hostEnvironment };
  });
}

/** All mentions in order, or none when the text has no token's variable. */
function findMentions(text: string, hosts: Hosts): readonly Mention[] {
  if (!environmentNames.some((environment) => text.includes(tokenVariable(environment)))) {
    return [];
  }
  const meanings = new Map<string, Meaning | undefined>();
  for (const environment of environmentNames) {
    meanings.set(tokenVariable(environment), { role: 'token', isHost: false, environment });
    meanings.set(baseUrlVariable(environment), { role: 'target', isHost: false, environment });
    for (const host of [...knownHosts[environment], ...hosts[environment]]) {
      const name = host.toLowerCase();
      // A host of both environments proves nothing.
      const isShared = meanings.has(name) && meanings.get(name)?.environment !== environment;
      meanings.set(name, isShared ? undefined : { role: 'target', isHost: true, environment });
    }
  }
  const names = [...meanings.keys()].map((name) => name.replace(/\W/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?<![\\w-])(?:${names})(?!\\w)`, 'g');
  return [...text.matchAll(pattern)].flatMap(({ index, 0: name }) => {
    const meaning = meanings.get(name);
    return meaning === undefined ? [] : [{ ...meaning, start: index, end: index + name.length }];
  });
}

/** The closest target on each side, unless the lines around the token also mention something of the other pair. */
function findTargets(text: string, token: Mention, nearby: readonly Mention[]): readonly Mention[] {
  const from = token.start - linesBefore(text, token.start, 2).length;
  const [rest = '', next = ''] = text.slice(token.end, token.end + reach).split('\n', 2);
  const to = token.end + rest.length + 1 + next.length;
  const near = nearby.filter(({ start, end }) => start >= from && end <= to);
  if (near.some(({ role, environment }) => (role === 'token') !== (environment === token.environment))) {
    return [];
  }
  const targets = near.filter(({ role }) => role === 'target');
  const before = targets.findLast(({ start }) => start < token.start);
  const after = targets.find(({ start }) => start > token.start);
  return [before, after].filter((target) => target !== undefined);
}

function isOneRequest(source: SourceText, token: Mention, target: Mention): boolean {
  const { text, syntax } = source;
  const literal = source.literalAround(token);
  const other = source.literalAround(target);
  if (syntax.requests === 'code' && (literal === undefined || literal !== other)) {
    return isOneCall(source, token, target);
  }
  // In other languages a literal is a line without its comment.
  if (literal === undefined || other === undefined) {
    return false;
  }
  const [first, second] = inOrder(token, target);
  const from = syntax.requests === 'code' ? literal.start : 0;
  const before = text.slice(Math.max(from, first.start - reach), first.start);
  const between = text.slice(first.end, second.start);
  return syntax.requests === 'http'
    ? first === target && requestLine.test(before) && oneRequest.test(between) && isTarget(text, target)
    : command.test(before) &&
        oneCommand.test(between) &&
        extend(text, token, expansion) !== undefined &&
        isTarget(text, target);
}

function isTarget(text: string, target: Mention): boolean {
  return extend(text, target, target.isHost ? url : expansion) !== undefined;
}

/** Both are arguments of one call on the same or the next line, with nothing in between that closes a bracket. */
function isOneCall(source: SourceText, token: Mention, target: Mention): boolean {
  const { text } = source;
  const [first, second] = inOrder(token, target).map((mention) => findExpression(source, mention));
  if (first === undefined || second === undefined) {
    return false;
  }
  const before = linesBefore(text, first.start, 2);
  const between = text.slice(first.end, second.start);
  const call = openCall.exec(before);
  return (
    call !== null &&
    between.split('\n').length <= 2 &&
    !/[()\]}]/.test(between) &&
    !doubt.test((call[1] ?? '') + between) &&
    !comment.test(linesBefore(before, call.index, 1))
  );
}

/** The URL or the lookup in the environment that a mention is in. Undefined for keys, patterns, messages and comments. */
function findExpression(source: SourceText, mention: Mention): Span | undefined {
  const { text } = source;
  const { isHost } = mention;
  let found = isHost
    ? extend(text, mention, url)
    : (extend(text, mention, member) ?? extend(text, mention, key));
  found = found && isHost ? extend(text, found, quotes) : found;
  for (const around of [template, urlConstructor]) {
    found = found && (extend(text, found, around) ?? found);
  }
  const literal = source.literalAround(mention);
  const isCode = literal === undefined ? !isHost : found !== undefined && literal.outerStart >= found.start;
  return isCode ? found : undefined;
}

/** The span together with what surrounds it. Undefined when something else surrounds it. */
function extend(text: string, { start, end }: Span, [before, after]: Surroundings): Span | undefined {
  const left = before.exec(text.slice(Math.max(0, start - 100), start));
  const right = after.exec(text.slice(end, end + reach));
  return left && right ? { start: start - left[0].length, end: end + right[0].length } : undefined;
}

function inOrder(a: Mention, b: Mention): readonly [Mention, Mention] {
  return a.start < b.start ? [a, b] : [b, a];
}

/** The last `count` lines before `at`, within reach. The last one is the part of its line before `at`. */
function linesBefore(text: string, at: number, count: number): string {
  const lines = text.slice(Math.max(0, at - reach), at).split('\n');
  return lines.slice(-count).join('\n');
}
