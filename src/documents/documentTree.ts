import type * as vscode from 'vscode';
import { documentGroups, type Document, type DocumentGroup } from '../api/document';
import { signerProgress } from '../api/documentState';
import type { Clock } from '../api/fetch';
import type { DetailsCache } from '../objects/detailsCache';
import type { ObjectRef } from '../objects/objectChanges';
import { ObjectTree, ProblemNode } from '../objects/objectTree';
import type { DocumentLists } from './documentApi';
import {
  DocumentNode,
  GroupNode,
  MoreDocumentsNode,
  NoteNode,
  SignerNode,
  toDocumentItem,
  type DocumentTreeNode,
} from './documentRows';
import { documentTooltip } from './documentTexts';

export interface DocumentTreeOptions {
  readonly clock: Clock;
  readonly isWatched: (ref: ObjectRef) => boolean;
  /** Called when a group is expanded that wasn’t read yet. */
  readonly onOpen: (group: DocumentGroup) => void;
}

/** Groups, their documents, and the documents’ signers. */
export class DocumentTree extends ObjectTree<Document, DocumentGroup, DocumentTreeNode> {
  private readonly groupNodes = new Map<string, GroupNode>();

  constructor(
    lists: DocumentLists,
    details: DetailsCache<Document>,
    private readonly options: DocumentTreeOptions,
  ) {
    super(lists, details);
  }

  find(id: string): DocumentNode | undefined {
    const found = this.lists.find(id);
    return found && this.listNode(found.name).documentNode(found.object);
  }

  getTreeItem(node: DocumentTreeNode): vscode.TreeItem {
    const { clock, isWatched } = this.options;
    return toDocumentItem(node, {
      now: clock.now(),
      isWatched: node instanceof DocumentNode && isWatched(node.target),
      getList: (group) => this.lists.list(group).state,
    });
  }

  async getChildren(node?: DocumentTreeNode): Promise<DocumentTreeNode[]> {
    if (node === undefined) {
      return this.isEmpty ? [] : documentGroups.map((group) => this.listNode(group));
    }
    if (node instanceof GroupNode) {
      return this.documents(node);
    }
    if (!(node instanceof DocumentNode)) {
      return [];
    }
    // Lists contain neither who has viewed nor who has signed.
    return this.readChildren(node, (document) =>
      document.roles.map(
        (role, index) => new SignerNode(node, role, index, signerProgress(document, role.email)),
      ),
    );
  }

  protected listNode(group: DocumentGroup): GroupNode {
    const { environment } = this.lists;
    const node = this.groupNodes.get(`${environment}/${group}`) ?? new GroupNode(environment, group);
    this.groupNodes.set(node.id, node);
    return node;
  }

  protected toTooltip(node: DocumentNode, document: Document): vscode.MarkdownString {
    return documentTooltip(node.target, node.parent.group, document, this.options.clock.now());
  }

  private documents(node: GroupNode): DocumentTreeNode[] {
    if (node.environment !== this.lists.environment) {
      return [];
    }
    const { state } = this.lists.list(node.group);
    const problem =
      state.error === undefined || state.busy !== undefined ? [] : [new ProblemNode(node, state.error)];
    switch (state.kind) {
      case 'idle':
        this.options.onOpen(node.group);
        return [new NoteNode(node, 'loading')];
      case 'loading':
        return [new NoteNode(node, 'loading')];
      case 'failed':
        return problem;
      case 'empty':
        return problem.length > 0 ? problem : [new NoteNode(node, 'empty')];
      case 'ready': {
        const more = state.hasMore ? [new MoreDocumentsNode(node, state.busy === 'more')] : [];
        return [...problem, ...state.items.map((document) => node.documentNode(document)), ...more];
      }
    }
  }
}
