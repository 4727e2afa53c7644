import type * as vscode from 'vscode';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Document } from '../api/document';
import type { Template } from '../api/template';
import { readAllTemplates } from '../objects/readPages';
import type { Environments } from '../environment/environments';
import { mayLoad } from '../objects/viewKey';
import { Disposables } from '../ui/disposables';
import type { SeenList } from '../objects/listState';
import type { Log } from '../ui/log';
import { IdIndex, type IdKind } from './idIndex';
import type { IdStore } from './idStore';
import { knownOf } from './known';
import { isSameOwner, ownerOf } from './owner';

/** Lists that a view has read, whatever they are for there. */
export interface SeenSource<T> {
  readonly seen: SeenList<T>;
  onDidChangeSeen(listener: () => void): vscode.Disposable;
}

export interface KnownIdsOptions {
  readonly environments: Pick<Environments, 'client' | 'status' | 'onDidChangeStatus'>;
  readonly clock: Clock;
  readonly store: Pick<IdStore, 'load' | 'save' | 'clear'>;
  readonly templates: SeenSource<Template>;
  readonly documents: SeenSource<Document>;
  readonly log: Pick<Log, 'error'>;
}

/** How long, in milliseconds, a reading that failed is not tried again. */
const patienceMs = 60_000;
/** How long to wait, in milliseconds, for more to change before it is written. */
const saveAfterMs = 1000;

/**
 * Keeps the index in step: with what the views read, with what was kept from earlier windows and, once a feature
 * needs it, with the complete list of templates of each environment, which is read once in a window, both at a time.
 */
export class KnownIds implements vscode.Disposable {
  readonly index = new IdIndex();
  private readonly owned = new Disposables();
  private readonly listeners = new Set<() => void>();
  private readonly loads = new Map<EnvironmentName, { stop: AbortController; done: Promise<void> }>();
  private readonly failedAt = new Map<EnvironmentName, number>();
  private readonly saving = new Map<EnvironmentName, ReturnType<typeof setTimeout>>();
  private restored: Promise<void> | undefined;
  private wanted = false;
  private disposed = false;

  constructor(private readonly options: KnownIdsOptions) {
    const { environments, templates, documents } = options;
    this.owned.add(environments.onDidChangeStatus((environment) => this.follow(environment)));
    this.owned.add(templates.onDidChangeSeen(() => this.take('template', templates.seen)));
    this.owned.add(documents.onDidChangeSeen(() => this.take('document', documents.seen)));
    environmentNames.forEach((environment) => this.follow(environment));
    this.take('template', templates.seen);
    this.take('document', documents.seen);
  }

  dispose(): void {
    this.disposed = true;
    this.loads.forEach(({ stop }) => stop.abort());
    this.saving.forEach((timer) => clearTimeout(timer));
    this.listeners.clear();
    this.owned.dispose();
  }

  /** Calls back when an id became known or was forgotten, or a list became complete. */
  onDidChange(listener: () => void): vscode.Disposable {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /**
   * Says that a feature needs the ids now. Resolves when those of `environment` are there as far as they can be had;
   * never rejects. Asked for again it costs nothing.
   */
  async need(environment: EnvironmentName): Promise<void> {
    this.wanted = true;
    await this.restore();
    environmentNames.forEach((name) => this.load(name));
    await this.loads.get(environment)?.done;
  }

  /** What earlier windows kept, as far as it belongs to the accounts of now. */
  private restore(): Promise<void> {
    this.restored ??= (async () => {
      await Promise.all(environmentNames.map((environment) => this.restoreOne(environment)));
    })();
    return this.restored;
  }

  private async restoreOne(environment: EnvironmentName): Promise<void> {
    const file = await this.options.store.load(environment);
    const { index } = this;
    const owner = index.owner(environment);
    if (file === undefined || owner === undefined) {
      return;
    }
    if (!isSameOwner(file.owner, owner)) {
      // The account or the host changed while no window was open.
      await this.options.store.clear(environment);
    } else {
      // What was read meanwhile is newer, and what is not in a complete list is gone.
      const now = this.options.clock.now();
      const missing = file.ids.filter(
        ({ id, kind }) =>
          index.get(environment, id) === undefined && !index.isComplete(environment, kind, now),
      );
      index.add(environment, 'template', missing, undefined);
      this.changed();
    }
  }

  /** The account or its host may have become another one. */
  private follow(environment: EnvironmentName): void {
    const status = this.options.environments.status(environment);
    if (status.token.state === 'unknown') {
      return;
    }
    const owner = ownerOf(status);
    const before = this.index.owner(environment);
    const isSame = isSameOwner(before, owner);
    this.index.setOwner(environment, owner, isSame);
    if (isSame) {
      return;
    }
    this.loads.get(environment)?.stop.abort();
    this.loads.delete(environment);
    this.failedAt.delete(environment);
    this.cancelSave(environment);
    if (before !== undefined) {
      void this.options.store.clear(environment);
    }
    this.changed();
    if (this.wanted) {
      void this.restoreOne(environment).then(() => this.load(environment));
    }
  }

  private take<T extends Template | Document>(kind: IdKind, seen: SeenList<T>): void {
    const { environment, items, completeAt } = seen;
    if (this.index.owner(environment) === undefined || (items.length === 0 && completeAt === undefined)) {
      return;
    }
    const now = this.options.clock.now();
    this.index.add(
      environment,
      kind,
      items.map((item) => knownOf(kind, item, now)),
      completeAt,
    );
    this.changed();
    this.saveSoon(environment);
  }

  private load(environment: EnvironmentName): void {
    const { clock, environments } = this.options;
    const failed = this.failedAt.get(environment);
    const { index } = this;
    if (
      this.disposed ||
      this.loads.has(environment) ||
      index.isComplete(environment, 'template', clock.now()) ||
      mayLoad(environments.status(environment)) !== 'automatic' ||
      (failed !== undefined && clock.now() - failed < patienceMs)
    ) {
      return;
    }
    const stop = new AbortController();
    const done = this.read(environment, stop.signal).finally(() => {
      if (this.loads.get(environment)?.stop === stop) {
        this.loads.delete(environment);
      }
    });
    this.loads.set(environment, { stop, done });
  }

  private async read(environment: EnvironmentName, signal: AbortSignal): Promise<void> {
    const { environments, clock, log } = this.options;
    try {
      const templates = await readAllTemplates(await environments.client(environment), signal);
      if (!signal.aborted) {
        this.take('template', { environment, items: templates, completeAt: clock.now() });
      }
    } catch (error) {
      if (!signal.aborted && !isCanceled(error)) {
        this.failedAt.set(environment, clock.now());
        log.error('ids', error);
      }
    }
  }

  private changed(): void {
    [...this.listeners].forEach((listener) => listener());
  }

  private saveSoon(environment: EnvironmentName): void {
    this.cancelSave(environment);
    this.saving.set(
      environment,
      setTimeout(() => {
        this.saving.delete(environment);
        const owner = this.index.owner(environment);
        if (owner !== undefined) {
          const file = { owner, ids: this.index.all(environment) };
          this.options.store.save(environment, file).catch((error: unknown) => {
            this.options.log.error('ids', error);
          });
        }
      }, saveAfterMs),
    );
  }

  private cancelSave(environment: EnvironmentName): void {
    clearTimeout(this.saving.get(environment));
    this.saving.delete(environment);
  }
}
