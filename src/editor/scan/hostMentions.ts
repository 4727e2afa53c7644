import { environmentNames, otherEnvironment, type EnvironmentName } from '../../api/environmentName';
import { baseUrlVariable, tokenVariable } from '../../environment/variables';
import { countBefore } from './sorted';

/** A place in a text that belongs to one environment. */
export interface Mention {
  /** A host and a base URL say where a request goes, a token's variable with what. */
  readonly role: 'token' | 'target';
  readonly by: 'variable' | 'host';
  readonly environment: EnvironmentName;
  readonly start: number;
  readonly end: number;
}

/** A token's variable, and the other environment's target that it stands beside. */
export interface Pair {
  readonly token: Mention;
  readonly target: Mention;
}

/** Hosts whose environment is known without any setting. Source: api.md 2.1. */
const knownHosts: Readonly<Record<EnvironmentName, readonly string[]>> = {
  live: ['app.opensignlabs.com', 'eu-app.opensignlabs.com'],
  sandbox: ['sandbox.opensignlabs.com'],
};

const variables = new Map<string, Pick<Mention, 'role' | 'environment'>>();
for (const environment of environmentNames) {
  variables.set(tokenVariable(environment), { role: 'token', environment });
  variables.set(baseUrlVariable(environment), { role: 'target', environment });
}
const variable = new RegExp(`(?<![\\w-])(?:${[...variables.keys()].join('|')})(?!\\w)`, 'g');

/** True when there is anything to compare: without a token's variable nothing else is looked at. */
export function mentionsToken(text: string): boolean {
  return environmentNames.some((environment) => text.includes(tokenVariable(environment)));
}

/** Everything in a text that belongs to one environment, in order. A host of both environments is no evidence. */
export function mentionsOf(
  text: string,
  hosts: Readonly<Record<EnvironmentName, readonly string[]>>,
): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(variable)) {
    const meaning = variables.get(match[0]);
    if (meaning !== undefined) {
      found.push({ ...meaning, by: 'variable', start: match.index, end: match.index + match[0].length });
    }
  }
  const byHost = environmentOfHosts(hosts);
  for (const match of text.matchAll(hostPattern([...byHost.keys()]))) {
    const environment = byHost.get(match[0].toLowerCase());
    if (environment !== undefined) {
      const end = match.index + match[0].length;
      found.push({ role: 'target', by: 'host', environment, start: match.index, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function environmentOfHosts(
  hosts: Readonly<Record<EnvironmentName, readonly string[]>>,
): ReadonlyMap<string, EnvironmentName> {
  const all = (environment: EnvironmentName) =>
    new Set([...knownHosts[environment], ...hosts[environment]].map((host) => host.toLowerCase()));
  const byHost = new Map<string, EnvironmentName>();
  for (const environment of environmentNames) {
    const others = all(otherEnvironment(environment));
    for (const host of all(environment)) {
      if (host !== '' && !others.has(host)) {
        byHost.set(host, environment);
      }
    }
  }
  return byHost;
}

function hostPattern(hosts: readonly string[]): RegExp {
  const alternatives = hosts.map((host) => host.replace(/[^\w]/g, '\\$&'));
  return alternatives.length === 0
    ? /(?!)/g
    : new RegExp(`(?<![\\w.-])(?:${alternatives.join('|')})(?![\\w.-]|:\\d)`, 'gi');
}

/**
 * True when a target that lies in a string or word from `from` to `to` is a base URL, or a URL of the API: the live
 * app also has pages, and the sandbox's token is got from one of them.
 */
export function isApiUrl(text: string, mention: Mention, from: number, to: number): boolean {
  if (mention.by === 'variable') {
    return true;
  }
  const before = text.slice(from, mention.start);
  const after = text.slice(mention.end, to);
  return /^(?:https?:\/\/)?$/i.test(before) && /^\/?$|^\/(?:api|v\d)/.test(after);
}

/** The same for a target in a command or request between two places, where white space, quotes and `=` end a word. */
export function isApiWord(text: string, mention: Mention, from: number, to: number): boolean {
  const isInside = (at: number) => !/[\s"'=\\]/.test(text.charAt(at));
  let start = mention.start;
  while (start > from && isInside(start - 1)) {
    start--;
  }
  let end = mention.end;
  while (end < to && isInside(end)) {
    end++;
  }
  return isApiUrl(text, mention, start, end);
}

/** True when there are tokens of both environments, or targets of both: something chooses between them. */
export function hasBoth(mentions: readonly Mention[]): boolean {
  return (['token', 'target'] as const).some((role) => {
    const [first, ...others] = mentions.filter((mention) => mention.role === role);
    return others.some(({ environment }) => environment !== first?.environment);
  });
}

/** Those of the mentions, which are in order, that lie between two places. */
export function mentionsBetween<T extends Mention>(
  mentions: readonly T[],
  from: number,
  to: number,
): readonly T[] {
  const start = ({ start: place }: T) => place;
  return mentions
    .slice(countBefore(mentions, from, start), countBefore(mentions, to, start))
    .filter(({ end }) => end <= to);
}

/** Groups items by a key, each group in the items' order. */
export function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
