import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { SeenList } from './objectChanges';
import { PagedList, SerialQueue, type ListState } from './pagedList';
import type { Listed, ReadPage } from '../api/readPages';

export interface ObjectListsOptions<T, Name extends string> {
  /** In the order in which the lists are shown. */
  readonly names: readonly Name[];
  /** How to read a list, with the environment’s current token. May reject. */
  readonly pages: (name: Name, environment: EnvironmentName) => Promise<ReadPage<T>>;
  readonly clock: Clock;
}

/**
 * All objects of one kind in one environment: one list, or several with a name each. A list is read when it is asked
 * for, one at a time. Nothing here rejects: an error is in the state of its list.
 */
export class ObjectLists<T extends Listed, Name extends string = string> {
  readonly names: readonly Name[];
  private readonly lists: ReadonlyMap<Name, PagedList<T>>;

  constructor(
    private current: EnvironmentName,
    { names, pages, clock }: ObjectListsOptions<T, Name>,
  ) {
    const queue = new SerialQueue();
    const create = (name: Name) =>
      new PagedList<T>(this.current, { pages: (where) => pages(name, where), clock, queue });
    this.names = names;
    this.lists = new Map(names.map((name) => [name, create(name)]));
  }

  get environment(): EnvironmentName {
    return this.current;
  }

  get states(): readonly ListState<T>[] {
    return this.all.map(({ state }) => state);
  }

  /** The lists that were asked for since the last change of environment. */
  get opened(): readonly Name[] {
    return this.names.filter((name) => this.list(name).state.kind !== 'idle');
  }

  get seen(): SeenList<T> {
    const times = this.states.flatMap(({ hasMore, busy, loadedAt }) =>
      hasMore || busy !== undefined || loadedAt === undefined ? [] : [loadedAt],
    );
    return {
      environment: this.environment,
      items: this.states.flatMap(({ items }) => items),
      completeAt: times.length === this.names.length ? Math.min(...times) : undefined,
    };
  }

  list(name: Name): PagedList<T> {
    const list = this.lists.get(name);
    if (list === undefined) {
      throw new Error(`no such list: ${name}`);
    }
    return list;
  }

  onDidChange(listener: (name: Name) => void): { dispose(): void } {
    const subscriptions = this.names.map((name) => this.list(name).onDidChange(() => listener(name)));
    return { dispose: () => subscriptions.forEach((subscription) => subscription.dispose()) };
  }

  /** Forgets everything. Reads nothing. */
  reset(environment: EnvironmentName): void {
    this.current = environment;
    this.all.forEach((list) => list.reset(environment));
  }

  dispose(): void {
    this.all.forEach((list) => list.dispose());
  }

  /** Reads the opened lists again, or the first one when none is opened. */
  async refresh(): Promise<void> {
    const opened = this.opened.length === 0 ? this.names.slice(0, 1) : this.opened;
    await Promise.all(opened.map((name) => this.list(name).refresh()));
  }

  /** An object that was read. One that moved may be in two lists for a while: then the list that was read last counts. */
  find(id: string): { readonly name: Name; readonly object: T } | undefined {
    const found = this.names.flatMap((name) => {
      const { items, loadedAt = 0 } = this.list(name).state;
      const object = items.find((item) => item.id === id);
      return object === undefined ? [] : [{ name, object, loadedAt }];
    });
    return found.sort((a, b) => b.loadedAt - a.loadedAt)[0];
  }

  /** Replaces an object where it is listed. */
  put(object: T): void {
    this.all.forEach((list) => list.put(object));
  }

  remove(id: string): void {
    this.all.forEach((list) => list.remove(id));
  }

  private get all(): readonly PagedList<T>[] {
    return [...this.lists.values()];
  }
}
