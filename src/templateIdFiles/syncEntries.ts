import type { EnvironmentName } from '../api/environmentName';
import { toUniqueIdentifiers, type NamingStyle } from '../source/identifier';
import { byAge, cleanTitle, environmentOrder, matchByTitle, pairByTitle } from './matchTemplates';
import type { TemplateFact, World } from './matchTemplates';

/** One template of an ID file. */
export interface IdEntry {
  /** The name that code refers to, without a format's prefix. */
  readonly identifier: string;
  /** As {@link cleanTitle} returns it. */
  readonly title: string;
  /** Undefined where no template of the title is known. */
  readonly ids: Readonly<Record<EnvironmentName, string | undefined>>;
}

/** `changed` is about the IDs, `renamed` about the title. One entry may have both. */
export interface EntryChange {
  readonly kind: 'added' | 'renamed' | 'changed' | 'removed';
  readonly identifier: string;
  readonly title: string;
}

export interface SyncedEntries {
  readonly entries: readonly IdEntry[];
  /** Empty when the entries were up to date. */
  readonly changes: readonly EntryChange[];
}

interface Draft {
  readonly before: IdEntry;
  readonly ids: Record<EnvironmentName, string | undefined>;
  /** Current titles; absent where the template or the environment isn't known. */
  readonly titles: Partial<Record<EnvironmentName, string>>;
}

/**
 * Updates the entries of an ID file. An identifier stays with its IDs, whatever the title is now. An ID that no longer
 * exists is replaced by a template of the same title, if there is one, and an entry without any ID is removed. New
 * templates get new identifiers. In an environment that wasn't read, every ID stays.
 */
export function syncEntries(entries: readonly IdEntry[], world: World, style: NamingStyle): SyncedEntries {
  const drafts = entries.map((entry) => toDraft(entry, world));
  const [live, sandbox] = environmentOrder.map((environment) => fillGaps(drafts, environment, world));
  joinHalves(drafts);
  const kept = drafts.filter(hasId).map((draft): IdEntry => ({
    identifier: draft.before.identifier,
    title: cleanTitle(getTitle(draft)),
    ids: draft.ids,
  }));
  // Code may still use the identifier of a removed entry: reusing it at once would hide that.
  const taken = new Set(entries.map(({ identifier }) => identifier));
  const added = toEntries(live ?? [], sandbox ?? [], taken, style);
  return { entries: insertSorted(kept, added), changes: getChanges(entries, kept, added) };
}

function toDraft(before: IdEntry, world: World): Draft {
  const draft: Draft = { before, ids: { live: undefined, sandbox: undefined }, titles: {} };
  for (const environment of environmentOrder) {
    const facts = world[environment];
    const id = before.ids[environment];
    const fact = facts?.find((one) => one.id === id);
    if (fact !== undefined || facts === undefined) {
      setId(draft, environment, id, fact?.title);
    }
  }
  return draft;
}

function setId(draft: Draft, environment: EnvironmentName, id?: string, title?: string): void {
  draft.ids[environment] = id;
  if (title !== undefined) {
    draft.titles[environment] = title;
  }
}

function getTitle({ before, titles }: Draft): string {
  return titles.live ?? titles.sandbox ?? before.title;
}

function hasId({ ids }: Draft): boolean {
  return ids.live !== undefined || ids.sandbox !== undefined;
}

/**
 * Gives entries without an ID in an environment an unused template of their title. Entries that still have an ID choose
 * first. Returns the templates that are left.
 */
function fillGaps(
  drafts: readonly Draft[],
  environment: EnvironmentName,
  world: World,
): readonly TemplateFact[] {
  const used = new Set(drafts.map(({ ids }) => ids[environment]));
  const getFree = () => (world[environment] ?? []).filter(({ id }) => !used.has(id)).sort(byAge);
  for (const group of [drafts.filter(hasId), drafts.filter((draft) => !hasId(draft))]) {
    const gaps = group.filter(({ ids }) => ids[environment] === undefined);
    for (const [draft, fact] of matchByTitle(gaps, getTitle, getFree(), ({ title }) => title)) {
      setId(draft, environment, fact.id, fact.title);
      used.add(fact.id);
    }
  }
  return getFree();
}

/** Two entries with one ID each may get the same title later. Code may use both identifiers, so both get both IDs. */
function joinHalves(drafts: readonly Draft[]): void {
  const halves = (environment: EnvironmentName, other: EnvironmentName) =>
    drafts.filter(({ ids, titles }) => titles[environment] !== undefined && ids[other] === undefined);
  const title = (environment: EnvironmentName) => (draft: Draft) => draft.titles[environment] ?? '';
  const liveOnly = halves('live', 'sandbox');
  const sandboxOnly = halves('sandbox', 'live');
  for (const [one, other] of matchByTitle(liveOnly, title('live'), sandboxOnly, title('sandbox'))) {
    setId(other, 'live', one.ids.live, one.titles.live);
    setId(one, 'sandbox', other.ids.sandbox, other.titles.sandbox);
  }
}

function toEntries(
  live: readonly TemplateFact[],
  sandbox: readonly TemplateFact[],
  taken: ReadonlySet<string>,
  style: NamingStyle,
): readonly IdEntry[] {
  const pairs = pairByTitle(live, sandbox);
  const titles = pairs.map((pair) => (pair.live ?? pair.sandbox)?.title ?? '');
  const identifiers = toUniqueIdentifiers(titles, taken, style);
  return pairs.map((pair, index) => ({
    identifier: identifiers[index] ?? '',
    title: cleanTitle(titles[index] ?? ''),
    ids: { live: pair.live?.id, sandbox: pair.sandbox?.id },
  }));
}

/** Inserts each new entry before the first greater one. The others keep their order. */
function insertSorted(kept: readonly IdEntry[], added: readonly IdEntry[]): readonly IdEntry[] {
  const entries = [...kept];
  for (const entry of added) {
    const at = entries.findIndex(({ identifier }) => identifier > entry.identifier);
    entries.splice(at === -1 ? entries.length : at, 0, entry);
  }
  return entries;
}

function getChanges(
  before: readonly IdEntry[],
  kept: readonly IdEntry[],
  added: readonly IdEntry[],
): readonly EntryChange[] {
  const change = (kind: EntryChange['kind'], { identifier, title }: IdEntry) => ({ kind, identifier, title });
  const after = new Map(kept.map((entry) => [entry.identifier, entry]));
  const changes = before.flatMap((old) => {
    const entry = after.get(old.identifier);
    if (entry === undefined) {
      return [change('removed', old)];
    }
    const isChanged = environmentOrder.some((environment) => entry.ids[environment] !== old.ids[environment]);
    return [
      ...(entry.title === old.title ? [] : [change('renamed', entry)]),
      ...(isChanged ? [change('changed', entry)] : []),
    ];
  });
  return [...added.map((entry) => change('added', entry)), ...changes];
}

/**
 * Environments in which a file has several IDs and none of them exists. That rather means another account's token than
 * so many deletions.
 */
export function findVanished(
  entries: readonly IdEntry[],
  world: World,
): readonly { readonly environment: EnvironmentName; readonly count: number }[] {
  return environmentOrder.flatMap((environment) => {
    const ids = new Set(entries.map((entry) => entry.ids[environment]).filter((id) => id !== undefined));
    const exists = world[environment]?.some(({ id }) => ids.has(id)) ?? true;
    return exists || ids.size < 2 ? [] : [{ environment, count: ids.size }];
  });
}
