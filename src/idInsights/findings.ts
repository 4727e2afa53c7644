import type { EnvironmentName } from '../api/environmentName';
import type { FoundId } from './idIndex';
import { findHostMismatches, type HostMismatch } from './hostMismatch';
import { findIds } from '../source/idLiterals';
import type { Syntax } from '../source/language';
import { lazyLiterals } from '../source/literals';
import { findTokens, type StoredTokenHash, type TokenMatch } from './tokenLiterals';

/** What is reported, by its rule. Offsets are into the text. */
export type Finding =
  | {
      readonly rule: 'wrong-environment-id';
      readonly start: number;
      readonly end: number;
      readonly id: string;
      readonly found: FoundId;
    }
  | ({ readonly rule: 'hard-coded-token' } & TokenMatch)
  | ({ readonly rule: 'host-mismatch' } & HostMismatch);

/** What the rules go by. A rule without its part is off. */
export interface Rules {
  /** What an id is elsewhere, when it is certain that it is not of the active environment. */
  readonly misplaced?: (id: string) => FoundId | undefined;
  readonly tokens?: readonly StoredTokenHash[];
  readonly mismatches?: boolean;
  /** The hosts of the configured base URLs. */
  readonly hosts: Readonly<Record<EnvironmentName, readonly string[]>>;
}

/** Everything that the rules find in a text, in the order of the rules. */
export function findingsOf(
  text: string,
  syntax: Syntax,
  { misplaced, tokens, mismatches, hosts }: Rules,
): readonly Finding[] {
  const findings: Finding[] = [];
  const literals = lazyLiterals(text, syntax);
  if (misplaced !== undefined && !syntax.prose) {
    for (const { id, start, end } of findIds(
      text,
      syntax,
      (candidate) => misplaced(candidate) !== undefined,
      literals,
    )) {
      const found = misplaced(id);
      if (found !== undefined) {
        findings.push({ rule: 'wrong-environment-id', id, start, end, found });
      }
    }
  }
  if (tokens !== undefined) {
    const all = [...hosts.sandbox, ...hosts.live];
    findings.push(
      ...findTokens(text, syntax, tokens, all, literals).map((match) => ({
        rule: 'hard-coded-token' as const,
        ...match,
      })),
    );
  }
  if (mismatches === true) {
    findings.push(
      ...findHostMismatches(text, syntax, hosts, literals).map((match) => ({
        rule: 'host-mismatch' as const,
        ...match,
      })),
    );
  }
  return findings;
}
