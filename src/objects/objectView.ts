import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import { toSourceKey, type Environments, type EnvironmentStatus } from '../environment/environments';
import { Disposables } from '../ui/disposables';
import { showProgress } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import type { DetailsCache } from './detailsCache';
import { staleAfterMs, type ListState } from './pagedList';
import type { ApiObject, ObjectChange, ObjectChanges, ObjectKind, ObjectRef } from './objectChanges';
import type { ObjectLists } from './objectLists';
import type { ObjectTree, TreeNode } from './objectTree';
import { affectsEveryList, mayLoad, type ViewKey } from './viewKey';

export interface ObjectViewOptions<T extends ApiObject, Name extends string, Node extends TreeNode> {
  /** As in the manifest. */
  readonly viewId: string;
  readonly kind: ObjectKind;
  /** The view owns these three. */
  readonly lists: ObjectLists<T, Name>;
  readonly details: DetailsCache<T>;
  readonly tree: ObjectTree<T, Name, Node>;
  /** Whether lists are read when the view is shown. Otherwise the tree reads a list when its row is expanded. */
  readonly readsWhenShown: boolean;
  readonly getKey: (status: EnvironmentStatus, states: readonly ListState<T>[]) => ViewKey;
  readonly setKey: (key: ViewKey) => void;
  /** The text above the rows. It hides the welcome text, so it is shown only with rows. */
  readonly getMessage?: (states: readonly ListState<T>[]) => string;
}

export interface ObjectViewDependencies {
  readonly environments: Environments;
  readonly changes: ObjectChanges;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A view of the active environment’s objects. A change of environment, base URL or token empties it before anything is
 * read.
 */
export class ObjectView<T extends ApiObject, Name extends string, Node extends TreeNode>
  implements vscode.Disposable
{
  private readonly owned = new Disposables();
  private readonly view: vscode.TreeView<Node>;
  private readonly shown = new Map<Name, ListState>();
  private source: string;
  private key: ViewKey | undefined;
  private loading: ReturnType<typeof mayLoad>;
  private endProgress: (() => void) | undefined;

  constructor(
    private readonly parts: ObjectViewDependencies,
    private readonly options: ObjectViewOptions<T, Name, Node>,
  ) {
    const { viewId, kind, lists, details, tree } = options;
    const { environments, changes } = parts;
    const treeOptions = { treeDataProvider: tree, showCollapseAll: true };
    this.view = vscode.window.createTreeView(viewId, treeOptions);
    this.source = toSourceKey(this.status);
    this.loading = mayLoad(this.status);
    [
      { dispose: () => this.showBusy(false) },
      lists,
      details,
      tree,
      this.view,
      lists.onDidChange((name) => this.onList(name)),
      environments.onDidChangeActive(() => this.restart()),
      environments.onDidChangeStatus((environment) => this.onStatus(environment)),
      changes.onDidChange((change) => this.onChange(change)),
      changes.onReveal(kind, (ref) => this.reveal(ref)),
      this.view.onDidChangeVisibility(() => this.readIfNeeded()),
      vscode.window.onDidChangeWindowState(() => this.readIfNeeded()),
    ].forEach((part) => this.owned.add(part));
    this.show();
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Reads again for the user. Rejects when no request can be made, and with the error when the view isn’t visible. */
  async refresh(): Promise<void> {
    const { lists } = this.options;
    if (mayLoad(this.status) === 'no') {
      // Rejects with the reason.
      await this.parts.environments.client(this.parts.environments.active);
    }
    await lists.refresh();
    const error = lists.states.map((state) => state.error).find((reason) => reason !== undefined);
    if (error !== undefined && !this.view.visible) {
      throw error;
    }
  }

  /** Shows the view with this object selected, when it was read. Never rejects. */
  async select(id: string): Promise<void> {
    const node = this.options.tree.find(id);
    try {
      if (node !== undefined) {
        await this.view.reveal(node, { select: true, focus: true });
      }
    } catch {
      // The tree has changed meanwhile.
    }
  }

  private async reveal({ id, environment }: ObjectRef): Promise<void> {
    const { lists } = this.options;
    if (environment !== lists.environment) {
      return;
    }
    await lists.refresh();
    for (const name of lists.names) {
      if (lists.find(id) !== undefined || environment !== lists.environment) {
        break;
      }
      if (lists.list(name).state.kind === 'idle') {
        await lists.list(name).refresh();
      }
    }
    if (environment === lists.environment) {
      await this.select(id);
    }
  }

  private get status(): EnvironmentStatus {
    return this.parts.environments.status(this.parts.environments.active);
  }

  private restart(): void {
    const { lists, details, tree } = this.options;
    this.source = toSourceKey(this.status);
    this.loading = mayLoad(this.status);
    details.clear();
    this.shown.clear();
    lists.reset(this.parts.environments.active);
    this.show();
    // VS Code asks for the children of expanded rows, and so their lists are read.
    tree.updateAll();
    this.readIfNeeded();
  }

  private onStatus(environment: EnvironmentName): void {
    if (environment !== this.parts.environments.active) {
      return;
    }
    if (toSourceKey(this.status) !== this.source) {
      this.restart();
      return;
    }
    const { lists, tree } = this.options;
    const couldLoad = this.loading === 'automatic';
    this.loading = mayLoad(this.status);
    this.show();
    if (!couldLoad && this.loading === 'automatic') {
      if (this.view.visible && lists.states.some(({ error }) => affectsEveryList(error))) {
        void lists.refresh();
        return;
      }
      tree.updateAll();
    }
    this.readIfNeeded();
  }

  private onChange({ environment, kind, id, isListed }: ObjectChange): void {
    const { lists, details, tree } = this.options;
    if (kind !== this.options.kind) {
      return;
    }
    if (id !== undefined) {
      details.forget(environment, id);
      tree.updateObject(id);
    }
    if (isListed !== true && environment === lists.environment && lists.opened.length > 0) {
      void lists.refresh();
    }
  }

  private onList(name: Name): void {
    const { lists, details, tree, viewId } = this.options;
    const { state } = lists.list(name);
    const before = this.shown.get(name);
    this.shown.set(name, state);
    if (state.error !== undefined && state.error !== before?.error) {
      this.parts.log.error(viewId, state.error);
    }
    if (state.loadedAt !== before?.loadedAt) {
      for (const { id } of state.items) {
        details.forget(lists.environment, id);
      }
    }
    this.show();
    if (
      before === undefined ||
      getShownParts(state).some((part, index) => part !== getShownParts(before)[index])
    ) {
      tree.updateList(name);
    }
    // The first reading may have been canceled.
    if (state.kind === 'idle') {
      this.readIfNeeded();
    }
  }

  /** Updates everything around the rows. */
  private show(): void {
    const { status, view } = this;
    const { lists, tree, getKey, setKey, getMessage } = this.options;
    const key = getKey(status, lists.states);
    if (key !== this.key) {
      this.key = key;
      setKey(key);
    }
    tree.isEmpty = key !== 'ready';
    const description = toDescription(status);
    if (view.description !== description) {
      view.description = description;
    }
    const message = (key === 'ready' && getMessage?.(lists.states)) || '';
    if ((view.message ?? '') !== message) {
      view.message = message;
    }
    this.showBusy(lists.states.some(({ busy }) => busy !== undefined));
  }

  private showBusy(isBusy: boolean): void {
    if (!isBusy) {
      this.endProgress?.();
      this.endProgress = undefined;
    } else if (this.endProgress === undefined) {
      // Created first: VS Code calls back later, and the reading may have ended by then.
      const done = new Promise<void>((resolve) => (this.endProgress = resolve));
      void showProgress({ location: { viewId: this.options.viewId } }, () => done);
    }
  }

  private readIfNeeded(): void {
    if (!this.view.visible || mayLoad(this.status) !== 'automatic') {
      return;
    }
    const { lists, readsWhenShown } = this.options;
    for (const list of lists.names.map((name) => lists.list(name))) {
      const { kind, busy, triedAt } = list.state;
      const isStale =
        triedAt !== undefined &&
        this.parts.clock.now() - triedAt >= staleAfterMs &&
        vscode.window.state.focused;
      if (busy === undefined && (isStale || (kind === 'idle' && readsWhenShown))) {
        void list.refresh();
      }
    }
  }
}

/** What a list contributes to the rows. */
function getShownParts({ kind, items, hasMore, busy, error }: ListState): readonly unknown[] {
  return [kind, items, hasMore, busy === 'more', error, error !== undefined && busy !== undefined];
}

/** “Sandbox · Ada Ruiz” */
function toDescription({ environment, token }: EnvironmentStatus): string {
  const account = token.state === 'valid' ? (token.account.name ?? token.account.email) : undefined;
  const name = environmentName(environment);
  return account === undefined ? name : l10n.t('{0} · {1}', name, account);
}
