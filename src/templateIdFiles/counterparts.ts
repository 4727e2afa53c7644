import { byAge, hasTitle, shownTitle, type TemplateFact } from './entry';

/** A template of one environment and the one of the same title in the other. At least one of them is there. */
export interface Pair {
  readonly live?: TemplateFact;
  readonly sandbox?: TemplateFact;
}

/** What two titles have in common when they are the same, the strict sense first. A template without one has no counterpart. */
export const titleKeys: readonly ((title: string) => string)[] = [
  shownTitle,
  (title) => shownTitle(title.normalize('NFC')).toLowerCase(),
];

/**
 * Pairs the templates of the two environments by title. Of several with one title the oldest belong together, then
 * the second oldest, and so on. The oldest pair comes first.
 */
export function counterparts(
  live: readonly TemplateFact[],
  sandbox: readonly TemplateFact[],
): readonly Pair[] {
  const pairs: Pair[] = [];
  let left = [...live].sort(byAge);
  let right = [...sandbox].sort(byAge);
  for (const key of titleKeys) {
    const waiting = groupBy(right, ({ title }) => key(title));
    left = left.filter((fact) => {
      const other = hasTitle(fact.title) ? waiting.get(key(fact.title))?.shift() : undefined;
      if (other === undefined) {
        return true;
      }
      pairs.push({ live: fact, sandbox: other });
      return false;
    });
    const taken = new Set(pairs.map(({ sandbox: fact }) => fact?.id));
    right = right.filter(({ id }) => !taken.has(id));
  }
  const alone = [...left.map((fact) => ({ live: fact })), ...right.map((fact) => ({ sandbox: fact }))];
  return [...pairs, ...alone].sort((a, b) => byAge(oldest(a), oldest(b)));
}

/** Which of a pair was made first: its age is the pair's. */
export function oldest({ live, sandbox }: Pair): TemplateFact {
  const [fact] = [live, sandbox].filter((one) => one !== undefined).sort(byAge);
  return fact ?? { id: '', title: '', created: undefined };
}

/** Items by key, each group in the order of `items`. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
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
