import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import type { CommandId } from '../ui/commands';
import { dateTime } from '../ui/text';
import { errorText } from '../ui/errorMessage';
import { inertLabel, plain } from '../ui/inertText';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withSignal } from '../ui/progress';
import { getTitle } from '../ui/title';
import type { Moment } from '../api/values';
import type { DetailsCache } from './detailsCache';
import { toTarget, type ApiObject, type ObjectKind, type ObjectTarget } from './objectChanges';
import type { ObjectLists } from './objectLists';

/** A row. `id` is unique in the tree. */
export interface TreeNode {
  readonly id: string;
  readonly parent?: TreeNode | undefined;
}

/** A template or document in its tree. Commands on it run in its environment, or are refused. */
export class ObjectNode<T extends ApiObject> {
  readonly target: ObjectTarget<T>;

  constructor(
    readonly id: string,
    kind: ObjectKind,
    environment: EnvironmentName,
    readonly object: T,
  ) {
    this.target = toTarget(kind, environment, object);
  }
}

/** The row below a list of which the server has more. */
export class LoadMoreNode {
  readonly id: string;

  /** `scope` is the list’s part of the ID. */
  constructor(
    scope: string,
    readonly loading: boolean,
  ) {
    this.id = `${scope}/load-more`;
  }
}

/** Replaces the children that couldn’t be read. */
export class ProblemNode<P extends TreeNode> {
  readonly id: string;

  constructor(
    readonly parent: P,
    readonly error: unknown,
  ) {
    this.id = `${parent.id}/problem`;
  }
}

/** What the trees of templates and documents share. Empty while {@link isEmpty}, so that the welcome text shows. */
export abstract class ObjectTree<T extends ApiObject, Name extends string, Node extends TreeNode>
  implements vscode.TreeDataProvider<Node>, vscode.Disposable
{
  private readonly emitter = new vscode.EventEmitter<Node | undefined>();
  private empty = true;

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(
    protected readonly lists: ObjectLists<T, Name>,
    protected readonly details: DetailsCache<T>,
  ) {}

  /** The row of an object that was read. */
  abstract find(id: string): Node | undefined;
  abstract getTreeItem(node: Node): vscode.TreeItem;
  abstract getChildren(node?: Node): Promise<Node[]>;
  /** The row above a list, if there is one. */
  protected abstract listNode(name: Name): Node | undefined;
  protected abstract toTooltip(node: Node, object: T): vscode.MarkdownString;

  dispose(): void {
    this.emitter.dispose();
  }

  get isEmpty(): boolean {
    return this.empty;
  }

  set isEmpty(empty: boolean) {
    if (empty !== this.empty) {
      this.empty = empty;
      this.updateAll();
    }
  }

  updateAll(): void {
    this.emitter.fire(undefined);
  }

  updateList(name: Name): void {
    if (!this.empty) {
      this.emitter.fire(this.listNode(name));
    }
  }

  /** Updates an object’s row, its children and its tooltip. */
  updateObject(id: string): void {
    const node = this.find(id);
    if (node !== undefined) {
      this.emitter.fire(node);
    }
  }

  getParent(node: Node): Node | undefined {
    return node.parent as Node | undefined;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node instanceof ObjectNode) {
      const { environment, id } = node.target;
      try {
        const details = await withSignal(cancellation, (signal) => this.details.get(environment, id, signal));
        item.tooltip = this.toTooltip(node, details);
      } catch (error) {
        if (!isCanceled(error)) {
          item.tooltip = problemText(error);
        }
      }
    }
    return item;
  }

  /** The rows below an object, made of its details; a row that reports the error when those can’t be read. */
  protected async readChildren<N extends ObjectNode<T>, Child>(
    node: N,
    toChildren: (object: T) => Child[],
  ): Promise<(Child | ProblemNode<N>)[]> {
    try {
      return toChildren(await this.details.get(node.target.environment, node.target.id));
    } catch (error) {
      return isCanceled(error) ? [] : [new ProblemNode(node, error)];
    }
  }
}

export function loadMoreItem(
  { loading }: LoadMoreNode,
  command: CommandId,
  args: readonly unknown[] = [],
): vscode.TreeItem {
  const item = new vscode.TreeItem(loading ? l10n.t('Loading more…') : l10n.t('Load more'));
  item.iconPath = new vscode.ThemeIcon(loading ? 'loading~spin' : 'ellipsis');
  item.contextValue = 'opensign.loadMore';
  if (!loading) {
    item.command = { command, title: l10n.t('Load more'), arguments: [...args] };
  }
  return item;
}

export function problemItem({ error }: ProblemNode<TreeNode>): vscode.TreeItem {
  const text = problemText(error);
  const item = new vscode.TreeItem(text);
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'opensign.problem';
  item.tooltip = text;
  return item;
}

/** An object’s row. Its tooltip stays undefined: only then VS Code resolves it when it is needed. */
export function objectItem(object: ApiObject, hasChildren: boolean, description: string): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(inertLabel(getTitle(object)), hasChildren ? Collapsed : None);
  item.description = inertLabel(description);
  return item;
}

/** What a kind of object adds to its tooltip: Markdown, in which everything the server sent is made plain. */
export interface TooltipParts {
  readonly status: string | undefined;
  /** Below the note. */
  readonly details: readonly (string | undefined)[];
  /** Above the ID. */
  readonly origin?: string | undefined;
}

export function objectTooltip(
  { environment, id }: ObjectTarget<unknown>,
  object: ApiObject & { readonly createdAt?: Moment; readonly updatedAt?: Moment },
  { status, details, origin }: TooltipParts,
): vscode.MarkdownString {
  const { note, createdAt, updatedAt } = object;
  const dates = [
    createdAt && l10n.t('Created {0}', dateTime(createdAt)),
    updatedAt && l10n.t('Updated {0}', dateTime(updatedAt)),
  ].filter((date) => date !== undefined);
  const lines = [
    `**${plain(getTitle(object))}**`,
    status,
    note === undefined ? undefined : plain(l10n.t('Note: {0}', passage(note))),
    ...details,
    dates.length === 0 ? undefined : plain(dates.join(' · ')),
    origin,
    // An ID is letters and digits, so it needs no escaping.
    `${plain(l10n.t('ID in {0}:', environmentName(environment)))} \`${id}\``,
  ];
  return new vscode.MarkdownString(lines.filter((line) => line !== undefined).join('\n\n'));
}

function problemText(error: unknown): string {
  return l10n.t('Couldn’t read this. {0}', passage(errorText(error).message));
}
