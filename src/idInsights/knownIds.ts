import * as vscode from 'vscode';
import type { Document } from '../api/document';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import { readAllTemplates } from '../api/readPages';
import type { Environments } from '../environment/environments';
import type { SeenList, ObjectKind, ObjectSource } from '../objects/objectChanges';
import { mayLoad } from '../objects/viewKey';
import { Debouncer } from '../ui/debouncer';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';
import { getIdOwner, isSameOwner, toKnownId, type IdFile } from './idRecords';
import { IdIndex } from './idIndex';

/** Stores the known IDs for the next window. `load` and `clear` never reject. */
export interface IdStore {
  load(environment: EnvironmentName): Promise<IdFile | undefined>;
  save(environment: EnvironmentName, file: IdFile): Promise<void>;
  clear(environment: EnvironmentName): Promise<void>;
}

export interface KnownIdsOptions {
  readonly environments: Pick<Environments, 'client' | 'status' | 'onDidChangeStatus'>;
  readonly clock: Clock;
  readonly store: IdStore;
  readonly templates: Pick<ObjectSource<Template>, 'seen' | 'onDidChangeSeen'>;
  readonly documents: Pick<ObjectSource<Document>, 'seen' | 'onDidChangeSeen'>;
  readonly log: Pick<Log, 'error' | 'detach'>;
}

/** How long to wait after a failed load before the next one, in milliseconds. */
const retryAfterMs = 60_000;
/** How long to collect changes before saving them, in milliseconds. */
const saveAfterMs = 1000;

/**
 * Keeps the index up to date with the lists that the views read, with the IDs stored by earlier windows and, once a
 * feature needs them, with the complete lists of templates of both environments, each fetched once in a window.
 */
export class KnownIds implements vscode.Disposable {
  readonly index = new IdIndex();
  private readonly owned = new Disposables();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly saves = this.owned.add(new Debouncer());
  private readonly loads = new Map<EnvironmentName, { stop: AbortController; done: Promise<void> }>();
  private readonly failedAt = new Map<EnvironmentName, number>();
  private restored: Promise<unknown> | undefined;
  private disposed = false;
  /** Fires when an ID was added or dropped, or a list became complete. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly options: KnownIdsOptions) {
    const { environments, templates, documents } = options;
    const addTemplates = () => this.add('template', templates.seen);
    const addDocuments = () => this.add('document', documents.seen);
    this.owned.add(environments.onDidChangeStatus((environment) => this.updateOwner(environment)));
    this.owned.add(templates.onDidChangeSeen(addTemplates));
    this.owned.add(documents.onDidChangeSeen(addDocuments));
    environmentNames.forEach((environment) => this.updateOwner(environment));
    addTemplates();
    addDocuments();
  }

  dispose(): void {
    this.disposed = true;
    this.loads.forEach(({ stop }) => stop.abort());
    this.owned.dispose();
  }

  /** Loads the IDs of both environments, and resolves once those of `environment` are loaded, if possible. Never rejects. */
  async need(environment: EnvironmentName): Promise<void> {
    this.restored ??= Promise.all(environmentNames.map((name) => this.restore(name)));
    await this.restored;
    environmentNames.forEach((name) => this.load(name));
    await this.loads.get(environment)?.done;
  }

  /** Adds the IDs stored by earlier windows if they belong to the current account. */
  private async restore(environment: EnvironmentName): Promise<void> {
    const { store, clock } = this.options;
    const file = await store.load(environment);
    const { index } = this;
    const owner = index.owner(environment);
    if (file === undefined || owner === undefined) {
      return;
    }
    if (!isSameOwner(file.owner, owner)) {
      await store.clear(environment);
      return;
    }
    // IDs read since then are newer, and an ID missing from a complete list no longer exists.
    const missing = file.ids.filter(
      ({ id, kind }) =>
        index.get(environment, id) === undefined && !index.isComplete(environment, kind, clock.now()),
    );
    index.add(environment, 'template', missing, undefined);
    this.changed.fire();
  }

  private updateOwner(environment: EnvironmentName): void {
    const { environments, log, store } = this.options;
    const status = environments.status(environment);
    if (status.token.state === 'unknown') {
      return;
    }
    const owner = getIdOwner(status);
    const before = this.index.owner(environment);
    const isSame = isSameOwner(before, owner);
    this.index.setOwner(environment, owner, isSame);
    if (isSame) {
      return;
    }
    this.loads.get(environment)?.stop.abort();
    this.loads.delete(environment);
    this.failedAt.delete(environment);
    this.saves.cancel(environment);
    if (before !== undefined) {
      void store.clear(environment);
    }
    this.changed.fire();
    if (this.restored !== undefined) {
      log.detach(
        'ids',
        this.restore(environment).then(() => this.load(environment)),
      );
    }
  }

  private add<T extends Template | Document>(
    kind: ObjectKind,
    { environment, items, completeAt }: SeenList<T>,
  ): void {
    if (this.index.owner(environment) === undefined || (items.length === 0 && completeAt === undefined)) {
      return;
    }
    const now = this.options.clock.now();
    const seen = items.map((item) => toKnownId(kind, item, now));
    this.index.add(environment, kind, seen, completeAt);
    this.changed.fire();
    this.saves.schedule(environment, saveAfterMs, () => this.save(environment));
  }

  private load(environment: EnvironmentName): void {
    const { clock, environments } = this.options;
    if (
      this.disposed ||
      this.loads.has(environment) ||
      this.index.isComplete(environment, 'template', clock.now()) ||
      mayLoad(environments.status(environment)) !== 'automatic' ||
      clock.now() - (this.failedAt.get(environment) ?? -Infinity) < retryAfterMs
    ) {
      return;
    }
    const stop = new AbortController();
    const done = this.fetchTemplates(environment, stop.signal).finally(() => {
      if (this.loads.get(environment)?.stop === stop) {
        this.loads.delete(environment);
      }
    });
    this.loads.set(environment, { stop, done });
  }

  private async fetchTemplates(environment: EnvironmentName, signal: AbortSignal): Promise<void> {
    const { environments, clock, log } = this.options;
    try {
      const items = await readAllTemplates(await environments.client(environment), signal);
      if (!signal.aborted) {
        this.add('template', { environment, items, completeAt: clock.now() });
      }
    } catch (error) {
      if (!signal.aborted && !isCanceled(error)) {
        this.failedAt.set(environment, clock.now());
        log.error('ids', error);
      }
    }
  }

  private save(environment: EnvironmentName): void {
    const { log, store } = this.options;
    const owner = this.index.owner(environment);
    if (owner !== undefined) {
      log.detach('ids', store.save(environment, { owner, ids: this.index.all(environment) }));
    }
  }
}
