import { environmentNames, otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { baseUrlVariable, tokenVariable } from '../environment/token';

/** A place in a text that belongs to one environment. */
export interface Mention {
  /** A host or a base URL's variable is the target of a request, a token's variable its token. */
  readonly role: 'token' | 'target';
  readonly by: 'variable' | 'host';
  readonly environment: EnvironmentName;
  readonly start: number;
  readonly end: number;
}

export type Hosts = Readonly<Record<EnvironmentName, readonly string[]>>;

/** Hosts whose environment is known without any setting. Source: api.md 2.1. */
const knownHosts: Hosts = {
  live: ['app.opensignlabs.com', 'eu-app.opensignlabs.com'],
  sandbox: ['sandbox.opensignlabs.com'],
};

const variables = new Map<string, Pick<Mention, 'role' | 'environment'>>();
for (const environment of environmentNames) {
  variables.set(tokenVariable(environment), { role: 'token', environment });
  variables.set(baseUrlVariable(environment), { role: 'target', environment });
}
const variable = new RegExp(`(?<![\\w-])(?:${[...variables.keys()].join('|')})(?!\\w)`, 'g');

/** Everything in a text that belongs to one environment, in order; nothing when it has no token's variable. */
export function mentionsOf(text: string, hosts: Hosts): readonly Mention[] {
  if (!environmentNames.some((environment) => text.includes(tokenVariable(environment)))) {
    return [];
  }
  const found: Mention[] = [];
  const add = (match: RegExpExecArray, by: Mention['by'], meaning: Pick<Mention, 'role' | 'environment'>) =>
    found.push({ ...meaning, by, start: match.index, end: match.index + match[0].length });
  for (const match of text.matchAll(variable)) {
    const meaning = variables.get(match[0]);
    if (meaning !== undefined) {
      add(match, 'variable', meaning);
    }
  }
  const byHost = environmentsByHost(hosts);
  const names = [...byHost.keys()].map((host) => host.replace(/[^\w]/g, '\\$&'));
  for (const match of text.matchAll(new RegExp(`(?<![\\w.-])(?:${names.join('|')})(?![\\w.-]|:\\d)`, 'gi'))) {
    const environment = byHost.get(match[0].toLowerCase());
    if (environment !== undefined) {
      add(match, 'host', { role: 'target', environment });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A host of both environments is no evidence for either. */
function environmentsByHost(hosts: Hosts): ReadonlyMap<string, EnvironmentName> {
  const hostsIn = (environment: EnvironmentName) =>
    new Set([...knownHosts[environment], ...hosts[environment]].map((host) => host.toLowerCase()));
  const byHost = new Map<string, EnvironmentName>();
  for (const environment of environmentNames) {
    const others = hostsIn(otherEnvironment(environment));
    for (const host of hostsIn(environment)) {
      if (host !== '' && !others.has(host)) {
        byHost.set(host, environment);
      }
    }
  }
  return byHost;
}
