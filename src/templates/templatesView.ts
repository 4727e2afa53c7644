import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Environments, EnvironmentStatus } from '../environment/environments';
import { mayLoad, viewKeyOf, type ViewKey } from '../objects/viewKey';
import { sourceOf, viewDescription } from '../objects/viewStatus';
import { dateTime } from '../ui/text';
import { setContext } from '../ui/contextKeys';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { oldAfterMs } from '../objects/listState';
import type { Log } from '../ui/log';
import { ViewProgress } from '../objects/viewProgress';
import { TemplateDetails } from './templateDetails';
import type { TemplateNode, Node } from './templateNodes';
import { TemplateList } from './templateList';
import { TemplateTree } from './templateTree';

const viewId = 'opensign.templates';

export interface TemplatesViewOptions {
  readonly environments: Environments;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The view Templates: what the active environment has, and nothing else. Reads when it is first seen or when a
 * command needs it. A change of environment, host or token empties it at once, before anything is read.
 */
export class TemplatesView implements vscode.Disposable {
  readonly list: TemplateList;
  private readonly owned = new Disposables();
  private readonly progress = this.owned.add(new ViewProgress(viewId));
  private readonly details: TemplateDetails;
  private readonly environments: Environments;
  private readonly tree: TemplateTree;
  private readonly view: vscode.TreeView<Node>;
  private source: string;
  private key: ViewKey | undefined;
  private shownList: unknown[] = [];
  private loggedError: Error | undefined;

  constructor(private readonly options: TemplatesViewOptions) {
    const { environments, clock } = options;
    const client = (environment: EnvironmentName) => environments.client(environment);
    this.environments = environments;
    this.list = this.owned.add(new TemplateList(environments.active, { client, clock }));
    this.details = this.owned.add(new TemplateDetails(client));
    this.tree = this.owned.add(new TemplateTree(this.list, this.details, clock));
    this.view = this.owned.add(
      vscode.window.createTreeView(viewId, { treeDataProvider: this.tree, showCollapseAll: true }),
    );
    this.source = sourceOf(this.status);
    this.owned.add(this.list.onDidChange(() => this.onList()));
    this.owned.add(environments.onDidChangeActive(() => this.restart()));
    this.owned.add(environments.onDidChangeStatus((environment) => this.onStatus(environment)));
    this.owned.add(this.view.onDidChangeVisibility(() => this.loadIfNeeded()));
    this.owned.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          this.loadIfNeeded();
        }
      }),
    );
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
    await this.list.refresh();
    const { error } = this.list.state;
    if (error !== undefined && !this.view.visible) {
      throw error;
    }
  }

  /** Reads again because something was changed in `environment`. Does nothing when the list shows another one. */
  async follow(environment: EnvironmentName): Promise<void> {
    if (environment === this.list.environment && this.list.state.kind !== 'idle') {
      await this.list.refresh();
    }
  }

  /** Reads one template again when it is next looked at. */
  forget(node: TemplateNode): void {
    this.details.forget(node.environment, node.template.id);
    this.tree.updateNode(node.template.id);
  }

  /** Shows the view with this template selected. False when it is not among those that were read. Never rejects. */
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
    this.details.clear();
    this.list.reset(this.environments.active);
    this.show();
    this.loadIfNeeded();
  }

  private onStatus(environment: EnvironmentName): void {
    if (environment !== this.environments.active) {
      return;
    }
    if (sourceOf(this.status) !== this.source) {
      this.restart();
      return;
    }
    this.show();
    const { error } = this.list.state;
    const wasRejected = error instanceof OpenSignError && error.kind === 'unauthorized';
    if (wasRejected && this.status.token.state === 'valid' && this.view.visible) {
      void this.list.refresh();
    } else {
      this.loadIfNeeded();
    }
  }

  private onList(): void {
    const { error, items, loadedAt, hasMore, busy } = this.list.state;
    if (error !== undefined && error !== this.loggedError) {
      this.options.log.error('templates', error);
    }
    this.loggedError = error;
    const shown = [items, loadedAt, hasMore, busy === 'more'];
    if (shown.some((part, index) => part !== this.shownList[index])) {
      if (loadedAt !== this.shownList[1]) {
        this.details.clear();
      }
      this.shownList = shown;
      this.tree.update();
    }
    this.show();
    // A first reading that was called off by whoever had asked for it.
    if (this.list.state.kind === 'idle') {
      this.loadIfNeeded();
    }
  }

  /** Everything around the tree: welcome text, description, message, progress. */
  private show(): void {
    const { status } = this;
    const { state } = this.list;
    const key = viewKeyOf(status, state);
    if (key !== this.key) {
      this.key = key;
      setContext('opensign.templates', key);
    }
    const description = viewDescription(status);
    if (this.view.description !== description) {
      this.view.description = description;
    }
    const message = key === 'ready' && state.error !== undefined ? this.staleText() : '';
    if ((this.view.message ?? '') !== message) {
      // A message would hide the welcome text, so there is one only beside items.
      this.view.message = message;
    }
    this.progress.show(state.busy !== undefined);
  }

  private staleText(): string {
    const { error, loadedAt } = this.list.state;
    const { message } = errorText(error);
    return loadedAt === undefined
      ? message
      : l10n.t('The list is from {0}. {1}', dateTime({ time: loadedAt, raw: '' }), passage(message));
  }

  private loadIfNeeded(): void {
    const { kind, busy, triedAt } = this.list.state;
    if (!this.view.visible || busy !== undefined || mayLoad(this.status) !== 'automatic') {
      return;
    }
    const isOld = triedAt !== undefined && this.options.clock.now() - triedAt >= oldAfterMs;
    if (kind === 'idle' || (isOld && vscode.window.state.focused)) {
      void this.list.refresh();
    }
  }
}
