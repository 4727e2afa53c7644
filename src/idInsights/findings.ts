import type { IdMatch, SourceText } from '../source/sourceText';
import { findHostMismatches, type HostMismatch, type Hosts } from './hostMismatch';
import type { FoundId } from './idIndex';
import { findTokens, type StoredTokenHash, type TokenMatch } from './tokenLiterals';

/** What a rule reports. */
export type Finding =
  | ({ readonly rule: 'wrong-environment-id'; readonly found: FoundId } & IdMatch)
  | ({ readonly rule: 'hard-coded-token' } & TokenMatch)
  | ({ readonly rule: 'host-mismatch' } & HostMismatch);

export type FindingOf<Rule extends Finding['rule']> = Extract<Finding, { readonly rule: Rule }>;

/** What the rules need. A rule without its part is off. */
export interface Rules {
  /** Finds an ID in the other environment when it certainly doesn't belong to the active one. */
  readonly findMisplaced?: (id: string) => FoundId | undefined;
  readonly tokens?: readonly StoredTokenHash[];
  readonly mismatches?: boolean;
  /** The hosts of the configured base URLs. */
  readonly hosts: Hosts;
}

/** Everything that the rules find in a text, in the order of the rules. */
export function applyRules(
  source: SourceText,
  { findMisplaced, tokens, mismatches, hosts }: Rules,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (findMisplaced !== undefined && !source.syntax.prose) {
    for (const match of source.findIds((id) => findMisplaced(id) !== undefined)) {
      const found = findMisplaced(match.id);
      if (found !== undefined) {
        findings.push({ rule: 'wrong-environment-id', ...match, found });
      }
    }
  }
  for (const match of tokens === undefined
    ? []
    : findTokens(source, tokens, [...hosts.sandbox, ...hosts.live])) {
    findings.push({ rule: 'hard-coded-token', ...match });
  }
  for (const match of mismatches === true ? findHostMismatches(source, hosts) : []) {
    findings.push({ rule: 'host-mismatch', ...match });
  }
  return findings;
}
