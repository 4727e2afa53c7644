import type { EnvironmentName } from '../api/environmentName';
import { counterparts, groupBy, titleKeys } from './counterparts';
import { byAge, environmentOrder, hasTitle, shownTitle } from './entry';
import type { IdEntry, TemplateFact, World } from './entry';
import { toUniqueIdentifiers, type NamingStyle } from '../source/identifier';

/** What became of one entry. `changed` is about its ids, `renamed` about its title; both may have happened to one. */
export interface EntryChange {
  readonly kind: 'added' | 'renamed' | 'changed' | 'removed';
  readonly identifier: string;
  readonly title: string;
}

export interface InStep {
  readonly entries: readonly IdEntry[];
  /** Empty when the entries were in step already. */
  readonly changes: readonly EntryChange[];
}

/** An entry on its way. */
interface Draft extends Record<EnvironmentName, string | undefined> {
  readonly before: IdEntry;
  /** Titles of today; absent where there is no template, or nothing is known of the environment. */
  readonly titles: Partial<Record<EnvironmentName, string>>;
}

/** Templates that no entry has, the oldest first. */
type Free = Readonly<Record<EnvironmentName, readonly TemplateFact[]>>;

/**
 * Brings the entries of an id file in step with the templates. An identifier stays with its ids, whatever the title
 * is now; an id that is gone is replaced by a template of the same title when there is one; an entry without any id
 * goes. New templates come with new identifiers, in order. Of an environment that is not known, every id stays.
 */
export function inStep(entries: readonly IdEntry[], world: World, style: NamingStyle): InStep {
  const drafts = draftsOf(entries, world);
  const free = fill(drafts, world);
  join(drafts);
  const kept = drafts.filter(isAlive).map((draft): IdEntry => ({
    identifier: draft.before.identifier,
    title: shownTitle(titleOf(draft)),
    ids: { live: draft.live, sandbox: draft.sandbox },
  }));
  // The name of an entry that goes is not given to another template at once: code that uses it shall hear of it.
  const added = named(free, new Set(entries.map(({ identifier }) => identifier)), style);
  return { entries: insert(kept, added), changes: changesOf(entries, kept, added) };
}

function draftsOf(entries: readonly IdEntry[], world: World): readonly Draft[] {
  const facts = {
    live: new Map((world.live ?? []).map((fact) => [fact.id, fact])),
    sandbox: new Map((world.sandbox ?? []).map((fact) => [fact.id, fact])),
  };
  return entries.map((before) => {
    const draft: Draft = { before, live: undefined, sandbox: undefined, titles: {} };
    for (const environment of environmentOrder) {
      const id = before.ids[environment];
      const fact = id === undefined ? undefined : facts[environment].get(id);
      if (fact !== undefined || world[environment] === undefined) {
        give(draft, environment, id, fact?.title);
      }
    }
    return draft;
  });
}

function give(
  draft: Draft,
  environment: EnvironmentName,
  id: string | undefined,
  title: string | undefined,
): void {
  draft[environment] = id;
  if (title !== undefined) {
    draft.titles[environment] = title;
  }
}

/** The title now, live's before sandbox's, or the last one that was known. */
function titleOf({ before, titles }: Draft): string {
  return titles.live ?? titles.sandbox ?? before.title;
}

function isAlive({ live, sandbox }: Draft): boolean {
  return live !== undefined || sandbox !== undefined;
}

/**
 * Gives entries without an id in a known environment a template of their title that no entry has. Those that still
 * have an id choose first. Returns the templates that nobody took.
 */
function fill(drafts: readonly Draft[], world: World): Free {
  const groups = [drafts.filter(isAlive), drafts.filter((draft) => !isAlive(draft))];
  const left = (environment: EnvironmentName) => {
    const claimed = new Set(drafts.map((draft) => draft[environment]));
    let free = (world[environment] ?? []).filter(({ id }) => !claimed.has(id)).sort(byAge);
    for (const group of groups) {
      for (const key of titleKeys) {
        const byTitle = groupBy(free, ({ title }) => (hasTitle(title) ? key(title) : ''));
        for (const draft of group.filter((one) => one[environment] === undefined)) {
          const title = titleOf(draft);
          const found = hasTitle(title) ? byTitle.get(key(title))?.shift() : undefined;
          if (found !== undefined) {
            give(draft, environment, found.id, found.title);
            claimed.add(found.id);
          }
        }
        free = free.filter(({ id }) => !claimed.has(id));
      }
    }
    return free;
  };
  return { live: left('live'), sandbox: left('sandbox') };
}

/**
 * Two entries with one id each whose templates have come to the same title: each gets the other's id, for both
 * identifiers may be in use.
 */
function join(drafts: readonly Draft[]): void {
  for (const key of titleKeys) {
    const halves = drafts.filter(({ live, sandbox, titles: { sandbox: title } }) => {
      return live === undefined && sandbox !== undefined && title !== undefined && hasTitle(title);
    });
    const byTitle = groupBy(halves, ({ titles }) => key(titles.sandbox ?? ''));
    for (const draft of drafts.filter(({ live, sandbox }) => live !== undefined && sandbox === undefined)) {
      const { live } = draft.titles;
      const other = live === undefined ? undefined : byTitle.get(key(live))?.shift();
      if (other !== undefined) {
        give(other, 'live', draft.live, live);
        give(draft, 'sandbox', other.sandbox, other.titles.sandbox);
      }
    }
  }
}

function named({ live, sandbox }: Free, taken: ReadonlySet<string>, style: NamingStyle): readonly IdEntry[] {
  const pairs = counterparts(live, sandbox);
  const titles = pairs.map((pair) => (pair.live ?? pair.sandbox)?.title ?? '');
  const identifiers = toUniqueIdentifiers(titles, taken, style);
  return pairs.map((pair, index) => ({
    identifier: identifiers[index] ?? '',
    title: shownTitle(titles[index] ?? ''),
    ids: { live: pair.live?.id, sandbox: pair.sandbox?.id },
  }));
}

/** Puts each new entry before the first one that is greater; those that were there keep their order. */
function insert(kept: readonly IdEntry[], added: readonly IdEntry[]): readonly IdEntry[] {
  const entries = [...kept];
  for (const entry of added) {
    const at = entries.findIndex(({ identifier }) => identifier > entry.identifier);
    entries.splice(at === -1 ? entries.length : at, 0, entry);
  }
  return entries;
}

function changesOf(
  before: readonly IdEntry[],
  kept: readonly IdEntry[],
  added: readonly IdEntry[],
): readonly EntryChange[] {
  const after = new Map(kept.map((entry) => [entry.identifier, entry]));
  const ofOld = before.flatMap(({ identifier, title, ids }): EntryChange[] => {
    const now = after.get(identifier);
    if (now === undefined) {
      return [{ kind: 'removed', identifier, title }];
    }
    const renamed = now.title !== title;
    const changed = environmentOrder.some((environment) => now.ids[environment] !== ids[environment]);
    return [
      ...(renamed ? [{ kind: 'renamed', identifier, title: now.title } as const] : []),
      ...(changed ? [{ kind: 'changed', identifier, title: now.title } as const] : []),
    ];
  });
  return [...added.map(({ identifier, title }) => ({ kind: 'added', identifier, title }) as const), ...ofOld];
}

/**
 * Environments of which a file has several ids and none is there: rather a token of another account than so much
 * deleted at once.
 */
export function vanished(
  entries: readonly IdEntry[],
  world: World,
): readonly { readonly environment: EnvironmentName; readonly count: number }[] {
  return environmentOrder.flatMap((environment) => {
    const ids = new Set(entries.map((entry) => entry.ids[environment]).filter((id) => id !== undefined));
    const isThere = world[environment]?.some(({ id }) => ids.has(id)) ?? true;
    return isThere || ids.size < 2 ? [] : [{ environment, count: ids.size }];
  });
}
