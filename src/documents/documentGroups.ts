import type { OpenSignClient } from '../api/client';
import { documentGroups, type Document, type DocumentGroup } from '../api/document';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { ListState } from '../objects/listState';
import { PagedList } from '../objects/pagedList';
import { Turns } from '../objects/serialQueue';
import { withoutLinks } from './withoutLinks';

export interface DocumentGroupsOptions {
  /** A client for the environment, with the token of the moment. May reject. */
  readonly client: (environment: EnvironmentName) => Promise<Pick<OpenSignClient, 'documents'>>;
  readonly clock: Clock;
}

/** A document and the list it was found in. */
export interface FoundDocument {
  readonly group: DocumentGroup;
  readonly document: Document;
}

/**
 * The documents of one environment by what they are at. Each group is read when it is asked for, and only one of them
 * at a time. Nothing here rejects: what went wrong is in the state of its group.
 */
export class DocumentGroups {
  private readonly lists: ReadonlyMap<DocumentGroup, PagedList<Document>>;

  constructor(environment: EnvironmentName, { client, clock }: DocumentGroupsOptions) {
    const turns = new Turns();
    const listOf = (group: DocumentGroup) => {
      const pages = async (where: EnvironmentName) => {
        const { documents } = await client(where);
        return async (skip: number, limit: number, signal: AbortSignal) => {
          const page = await documents.list(group, skip, limit, signal);
          return { ...page, items: page.items.map(withoutLinks) };
        };
      };
      return new PagedList<Document>(environment, { pages, clock, turns });
    };
    this.lists = new Map(documentGroups.map((group) => [group, listOf(group)]));
  }

  get environment(): EnvironmentName {
    return this.list('inprogress').environment;
  }

  /** The states of all groups, in the order in which they are shown. */
  get states(): readonly ListState<Document>[] {
    return documentGroups.map((group) => this.list(group).state);
  }

  /** The groups that were asked for since the last change of environment. */
  get opened(): readonly DocumentGroup[] {
    return documentGroups.filter((group) => this.list(group).state.kind !== 'idle');
  }

  list(group: DocumentGroup): PagedList<Document> {
    const list = this.lists.get(group);
    if (list === undefined) {
      throw new Error(`no such group: ${group}`);
    }
    return list;
  }

  onDidChange(listener: (group: DocumentGroup) => void): { dispose(): void } {
    const subscriptions = documentGroups.map((group) => this.list(group).onDidChange(() => listener(group)));
    return { dispose: () => subscriptions.forEach((subscription) => subscription.dispose()) };
  }

  /** Forgets everything at once. Reads nothing. */
  reset(environment: EnvironmentName): void {
    for (const list of this.lists.values()) {
      list.reset(environment);
    }
  }

  dispose(): void {
    for (const list of this.lists.values()) {
      list.dispose();
    }
  }

  /** Reads what was opened again; the first group when there is none. */
  async refresh(): Promise<void> {
    const opened = this.opened.length === 0 ? documentGroups.slice(0, 1) : this.opened;
    await Promise.all(opened.map((group) => this.list(group).refresh()));
  }

  /**
   * A document among those that were read. While groups are read one after another, one that moved may be in two:
   * then the list that was read last is right.
   */
  find(id: string): FoundDocument | undefined {
    const found = documentGroups.flatMap((group) => {
      const { items, loadedAt } = this.list(group).state;
      const document = items.find((item) => item.id === id);
      return document === undefined ? [] : [{ group, document, loadedAt: loadedAt ?? 0 }];
    });
    return found.sort((a, b) => b.loadedAt - a.loadedAt)[0];
  }

  /** Takes over what one document has become, where it is shown. */
  put(document: Document): void {
    for (const list of this.lists.values()) {
      list.put(withoutLinks(document));
    }
  }

  remove(id: string): void {
    for (const list of this.lists.values()) {
      list.remove(id);
    }
  }
}

export function isDocumentGroup(value: unknown): value is DocumentGroup {
  return documentGroups.some((group) => group === value);
}
