import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Environments, EnvironmentStatus } from '../environment/environments';
import { mayLoad, type ViewKey } from '../objects/viewKey';
import { sourceOf, viewDescription } from '../objects/viewStatus';
import { setContext } from '../ui/contextKeys';
import { Details } from '../objects/detailsCache';
import { Disposables } from '../ui/disposables';
import { oldAfterMs, type ListState } from '../objects/listState';
import type { Log } from '../ui/log';
import { ViewProgress } from '../objects/viewProgress';
import { DocumentGroups } from './documentGroups';
import { DocumentTree } from './documentTree';
import type { Node } from './documentNodes';
import { concernsAll, documentsKeyOf } from './documentsViewKey';
import { withoutLinks } from './withoutLinks';

const viewId = 'opensign.documents';

export interface DocumentsViewOptions {
  readonly environments: Environments;
  readonly clock: Clock;
  readonly log: Log;
  readonly isWatched: (environment: EnvironmentName, id: string) => boolean;
}

/**
 * The view Documents: what the active environment has, by what it is at. A group is read when it is first opened. A
 * change of environment, host or token empties the view at once, before anything is read.
 */
export class DocumentsView implements vscode.Disposable {
  readonly groups: DocumentGroups;
  private readonly owned = new Disposables();
  private readonly details: Details<Document>;
  private readonly environments: Environments;
  private readonly tree: DocumentTree;
  private readonly view: vscode.TreeView<Node>;
  private readonly progress = this.owned.add(new ViewProgress(viewId));
  private readonly shown = new Map<DocumentGroup, ListState>();
  private source: string;
  private key: ViewKey | undefined;
  private loading: ReturnType<typeof mayLoad>;

  constructor(private readonly options: DocumentsViewOptions) {
    const { environments, clock, isWatched } = options;
    this.environments = environments;
    const client = (environment: EnvironmentName) => environments.client(environment);
    this.groups = this.owned.add(new DocumentGroups(environments.active, { client, clock }));
    this.details = this.owned.add(
      new Details(async (environment, id, signal) => {
        const { documents } = await environments.client(environment);
        return withoutLinks(await documents.get(id, signal));
      }),
    );
    const { groups, details } = this;
    const onOpen = (group: DocumentGroup) => this.open(group);
    this.tree = this.owned.add(new DocumentTree({ groups, details, clock, isWatched, onOpen }));
    this.view = this.owned.add(
      vscode.window.createTreeView(viewId, { treeDataProvider: this.tree, showCollapseAll: true }),
    );
    this.source = sourceOf(this.status);
    this.loading = mayLoad(this.status);
    this.owned.add(groups.onDidChange((group) => this.onGroup(group)));
    this.owned.add(environments.onDidChangeActive(() => this.restart()));
    this.owned.add(environments.onDidChangeStatus((environment) => this.onStatus(environment)));
    this.owned.add(this.view.onDidChangeVisibility(() => this.readOldAgain()));
    this.owned.add(vscode.window.onDidChangeWindowState(() => this.readOldAgain()));
    this.show();
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Reads again because the user wants it. Rejects when no request can be made, and when nobody sees the view. */
  async refresh(): Promise<void> {
    if (mayLoad(this.status) === 'no') {
      // Rejects with the reason.
      await this.environments.client(this.environments.active);
    }
    await this.groups.refresh();
    const error = this.groups.states.map((state) => state.error).find((reason) => reason !== undefined);
    if (error !== undefined && !this.view.visible) {
      throw error;
    }
  }

  /** Reads again because something was changed in `environment`. Does nothing when the view shows another one. */
  async follow(environment: EnvironmentName): Promise<void> {
    if (environment === this.groups.environment && this.groups.opened.length > 0) {
      await this.groups.refresh();
    }
  }

  /** Reads one document again when it is next looked at. */
  forget(environment: EnvironmentName, id: string): void {
    this.details.forget(environment, id);
    this.tree.updateDocument(id);
  }

  /** Shows the line of one document anew. */
  update(id: string): void {
    this.tree.updateDocument(id);
  }

  /** Shows the view with this document selected. False when it is not among those that were read. Never rejects. */
  async reveal(id: string): Promise<boolean> {
    const node = this.tree.find(id);
    if (node === undefined) {
      return false;
    }
    try {
      await this.view.reveal(node, { select: true, focus: true });
      return true;
    } catch {
      // VS Code refuses when the tree became another one meanwhile.
      return false;
    }
  }

  private get status(): EnvironmentStatus {
    return this.environments.status(this.environments.active);
  }

  private restart(): void {
    this.source = sourceOf(this.status);
    this.loading = mayLoad(this.status);
    this.details.clear();
    this.shown.clear();
    this.groups.reset(this.environments.active);
    this.show();
    // VS Code asks for the children of the groups that are open, and so they are read.
    this.tree.updateAll();
  }

  private onStatus(environment: EnvironmentName): void {
    if (environment !== this.environments.active) {
      return;
    }
    if (sourceOf(this.status) !== this.source) {
      this.restart();
      return;
    }
    const couldLoad = this.loading === 'automatic';
    this.loading = mayLoad(this.status);
    this.show();
    if (couldLoad || this.loading !== 'automatic') {
      return;
    }
    if (this.view.visible && this.groups.states.some(({ error }) => concernsAll(error))) {
      void this.groups.refresh();
    } else {
      // VS Code asks for the children of the groups that are open, and now they can be read.
      this.tree.updateAll();
    }
  }

  private open(group: DocumentGroup): void {
    if (mayLoad(this.status) === 'automatic') {
      void this.groups.list(group).refresh();
    }
  }

  private onGroup(group: DocumentGroup): void {
    const { state } = this.groups.list(group);
    const before = this.shown.get(group);
    if (state.error !== undefined && state.error !== before?.error) {
      this.options.log.error('documents', state.error);
    }
    this.shown.set(group, state);
    if (state.loadedAt !== before?.loadedAt) {
      for (const { id } of state.items) {
        this.details.forget(this.groups.environment, id);
      }
    }
    this.show();
    // What was asked for and called off is asked for anew when VS Code asks for the children of the group.
    if (before === undefined || partsOf(state).some((part, index) => part !== partsOf(before)[index])) {
      this.tree.updateGroup(group);
    }
  }

  /** Everything around the tree: welcome text, description, progress. */
  private show(): void {
    const { status } = this;
    const key = documentsKeyOf(status, this.groups.states);
    if (key !== this.key) {
      this.key = key;
      setContext('opensign.documents', key);
    }
    this.tree.isEmpty = key !== 'ready';
    const description = viewDescription(status);
    if (this.view.description !== description) {
      this.view.description = description;
    }
    this.progress.show(this.groups.states.some(({ busy }) => busy !== undefined));
  }

  private readOldAgain(): void {
    const now = this.options.clock.now();
    if (!this.view.visible || !vscode.window.state.focused || mayLoad(this.status) !== 'automatic') {
      return;
    }
    for (const group of this.groups.opened) {
      const { busy, triedAt } = this.groups.list(group).state;
      if (busy === undefined && triedAt !== undefined && now - triedAt >= oldAfterMs) {
        void this.groups.list(group).refresh();
      }
    }
  }
}

/** What of a group's state shows in the tree. */
function partsOf({ kind, items, hasMore, busy, error }: ListState): readonly unknown[] {
  return [kind, items, hasMore, busy === 'more', error, error !== undefined && busy !== undefined];
}
