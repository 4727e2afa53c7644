import * as vscode from 'vscode';
import { documentGroups, type Document, type DocumentGroup } from '../api/document';
import { signerProgress } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Details } from '../objects/detailsCache';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { abortSignal } from '../ui/progress';
import { ProblemNode } from '../objects/objectRows';
import type { DocumentGroups } from './documentGroups';
import { DocumentNode, GroupNode, MoreDocumentsNode, NoteNode, SignerNode, type Node } from './documentNodes';
import { documentTooltip } from './documentTooltip';
import { treeItemOf } from './documentItems';

export interface DocumentTreeOptions {
  readonly groups: DocumentGroups;
  readonly details: Details<Document>;
  readonly clock: Clock;
  readonly isWatched: (environment: EnvironmentName, id: string) => boolean;
  /** Told when a group is looked at that nothing is known of yet. */
  readonly onOpen: (group: DocumentGroup) => void;
}

/** The groups as a tree: documents, and their signers. Empty while {@link isEmpty}, so that the welcome text shows. */
export class DocumentTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<Node | undefined>();
  private readonly groupNodes = new Map<string, GroupNode>();
  /** By node id. Kept while a document is the same, so that VS Code keeps knowing its node. */
  private nodes = new Map<string, DocumentNode>();
  private empty = true;

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(private readonly options: DocumentTreeOptions) {}

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

  /** Shows everything anew: after a change of environment, nothing of what was is true. */
  updateAll(): void {
    this.nodes.clear();
    this.emitter.fire(undefined);
  }

  /** Shows what a group is now. */
  updateGroup(group: DocumentGroup): void {
    if (!this.empty) {
      this.emitter.fire(this.groupNode(group));
    }
  }

  /** Reads one document's children and tooltip again when they are needed. */
  updateDocument(id: string): void {
    const node = this.find(id);
    if (node !== undefined) {
      this.emitter.fire(node);
    }
  }

  /** The node of a document that was read. */
  find(id: string): DocumentNode | undefined {
    const found = this.options.groups.find(id);
    return found && this.documentNode(this.groupNode(found.group), found.document);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { groups, clock, isWatched } = this.options;
    return treeItemOf(node, {
      now: clock.now(),
      isWatched: node instanceof DocumentNode && isWatched(node.environment, node.document.id),
      list: groups.list(groupOf(node)).state,
    });
  }

  getParent(node: Node): Node | undefined {
    return node instanceof GroupNode ? undefined : node.parent;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      return this.empty ? [] : documentGroups.map((group) => this.groupNode(group));
    }
    if (node instanceof GroupNode) {
      return this.documents(node);
    }
    return node instanceof DocumentNode ? this.signers(node) : [];
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node instanceof DocumentNode) {
      const { environment, document, parent } = node;
      const abort = abortSignal(cancellation);
      try {
        const known = await this.options.details.get(environment, document.id, abort.signal);
        item.tooltip = documentTooltip(environment, parent.group, known, this.options.clock.now());
      } catch (error) {
        if (!isCanceled(error)) {
          item.tooltip = l10n.t('Could not be read: {0}', passage(errorText(error).message));
        }
      } finally {
        abort.dispose();
      }
    }
    return item;
  }

  private documents(node: GroupNode): Node[] {
    const { groups, onOpen } = this.options;
    if (node.environment !== groups.environment) {
      return [];
    }
    const { state } = groups.list(node.group);
    const problem =
      state.error === undefined || state.busy !== undefined ? [] : [new ProblemNode(node, state.error)];
    switch (state.kind) {
      case 'idle':
        onOpen(node.group);
        return [new NoteNode(node, 'loading')];
      case 'loading':
        return [new NoteNode(node, 'loading')];
      case 'failed':
        return problem;
      case 'empty':
        return problem.length > 0 ? problem : [new NoteNode(node, 'empty')];
      case 'ready': {
        const more = state.hasMore ? [new MoreDocumentsNode(node, state.busy === 'more')] : [];
        const nodes = state.items.map((document) => this.documentNode(node, document));
        this.keep(node, nodes);
        return [...problem, ...nodes, ...more];
      }
    }
  }

  private async signers(node: DocumentNode): Promise<Node[]> {
    const { environment, document } = node;
    try {
      // Lists tell neither who has viewed nor who has signed.
      const known = await this.options.details.get(environment, document.id);
      return known.roles.map(
        (role, index) => new SignerNode(node, role, index, signerProgress(known, role.email)),
      );
    } catch (error) {
      return isCanceled(error) ? [] : [new ProblemNode(node, error)];
    }
  }

  private groupNode(group: DocumentGroup): GroupNode {
    const { environment } = this.options.groups;
    const node = this.groupNodes.get(`${environment}/${group}`) ?? new GroupNode(environment, group);
    this.groupNodes.set(node.id, node);
    return node;
  }

  private documentNode(parent: GroupNode, document: Document): DocumentNode {
    const node = this.nodes.get(`${parent.id}/${document.id}`);
    return node?.document === document ? node : new DocumentNode(parent, document);
  }

  /** Forgets the nodes of documents that are not in the group any more. */
  private keep(parent: GroupNode, nodes: readonly DocumentNode[]): void {
    const others = [...this.nodes].filter(([, node]) => node.parent !== parent);
    this.nodes = new Map([...others, ...nodes.map((node) => [node.id, node] as const)]);
  }
}

function groupOf(node: Node): DocumentGroup {
  if (node instanceof GroupNode) {
    return node.group;
  }
  return node.parent instanceof DocumentNode ? node.parent.parent.group : node.parent.group;
}
