import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { oneLine } from '../ui/text';

/** What an ID file needs to know of a template. */
export interface TemplateFact {
  readonly id: string;
  /** Trimmed; empty when the template has no title. */
  readonly title: string;
  /** When it was created, in milliseconds since 1970, if the server reported it. */
  readonly created: number | undefined;
}

/** The templates of both environments. Undefined for an environment that couldn't be read. */
export type World = Readonly<Record<EnvironmentName, readonly TemplateFact[] | undefined>>;

/** A template of one environment and the one of the same title in the other. At least one of them is set. */
export interface Pair {
  readonly live?: TemplateFact;
  readonly sandbox?: TemplateFact;
}

/** Live first: its title counts when the two differ. */
export const environmentOrder = ['live', 'sandbox'] as const satisfies readonly EnvironmentName[];

/** Written to files in place of a missing title, so it isn't translated. */
const noTitle = '(no title)';

export function toFact({ id, title, createdAt }: Template): TemplateFact {
  return { id, title: (title ?? '').trim(), created: createdAt?.time };
}

/** The oldest first, unknown ages last. The server's order would change with every edit of a template. */
export function byAge(a: TemplateFact, b: TemplateFact): number {
  const age = (fact: TemplateFact) => fact.created ?? Number.MAX_SAFE_INTEGER;
  return age(a) - age(b) || compare(a.title, b.title) || compare(a.id, b.id);
}

/** By code units, so that the order doesn't depend on the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A title on one line, without control characters, bidirectional marks and lone surrogates. */
export function cleanTitle(title: string): string {
  const line = oneLine(
    title
      .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
      .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .replace(/\p{Cs}/gu, '\ufffd'),
  );
  return line === '' ? noTitle : line;
}

/** Equal for titles that differ only in case or Unicode composition. */
export function foldTitle(title: string): string {
  return cleanTitle(title.normalize('NFC')).toLowerCase();
}

/** Whether a template can be matched by its title. */
export function hasTitle(title: string): boolean {
  return cleanTitle(title) !== noTitle;
}

/** Pairs templates by title, the oldest of one title first. The result is sorted by age. */
export function pairByTitle(
  live: readonly TemplateFact[],
  sandbox: readonly TemplateFact[],
): readonly Pair[] {
  const title = (fact: TemplateFact) => fact.title;
  const matches = matchByTitle([...live].sort(byAge), title, [...sandbox].sort(byAge), title);
  const paired = new Set(matches.flat());
  const isAlone = (fact: TemplateFact) => !paired.has(fact);
  const pairs: readonly (readonly [TemplateFact, Pair])[] = [
    ...matches.map(([a, b]) => [byAge(a, b) < 0 ? a : b, { live: a, sandbox: b }] as const),
    ...live.filter(isAlone).map((fact) => [fact, { live: fact }] as const),
    ...sandbox.filter(isAlone).map((fact) => [fact, { sandbox: fact }] as const),
  ];
  return [...pairs].sort(([a], [b]) => byAge(a, b)).map(([, pair]) => pair);
}

/** Matches items of the same title, each item once and exact matches first. Items without a title are never matched. */
export function matchByTitle<A, B>(
  ones: readonly A[],
  getTitle: (one: A) => string,
  others: readonly B[],
  getOtherTitle: (other: B) => string,
): readonly (readonly [A, B])[] {
  const matches: (readonly [A, B])[] = [];
  let [left, right] = [ones, others];
  for (const key of [cleanTitle, foldTitle]) {
    const byTitle = groupBy(right, (other) => key(getOtherTitle(other)));
    const matched = new Set<B>();
    left = left.filter((one) => {
      const title = getTitle(one);
      const other = hasTitle(title) ? byTitle.get(key(title))?.shift() : undefined;
      if (other !== undefined) {
        matches.push([one, other]);
        matched.add(other);
      }
      return other === undefined;
    });
    right = right.filter((other) => !matched.has(other));
  }
  return matches;
}

/** Items by key, each group in the order of `items`. */
export function groupBy<T>(items: readonly T[], getKey: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = getKey(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}
