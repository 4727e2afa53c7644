import type { Document, DocumentGroup } from '../api/document';
import { documentState, type DocumentState, type SignerProgress } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import type { Role } from '../api/template';
import { LoadMoreNode, type ProblemNode } from '../objects/objectRows';

/** A group of documents in the tree. */
export class GroupNode {
  readonly id: string;

  constructor(
    readonly environment: EnvironmentName,
    readonly group: DocumentGroup,
  ) {
    this.id = `${environment}/${group}`;
  }
}

/** A document in the tree. It remembers where it came from, and what is done to it happens there or nowhere. */
export class DocumentNode {
  readonly id: string;
  readonly state: DocumentState;

  constructor(
    readonly parent: GroupNode,
    readonly document: Document,
  ) {
    this.id = `${parent.id}/${document.id}`;
    this.state = documentState(document, parent.group);
  }

  get environment(): EnvironmentName {
    return this.parent.environment;
  }
}

/** Someone who signs, and how far they are. */
export class SignerNode {
  readonly id: string;

  constructor(
    readonly parent: DocumentNode,
    readonly role: Role,
    readonly index: number,
    readonly progress: SignerProgress,
  ) {
    this.id = `${parent.id}/${String(index)}`;
  }
}

/** Says what there is instead of documents. */
export class NoteNode {
  readonly id: string;

  constructor(
    readonly parent: GroupNode,
    readonly note: 'loading' | 'empty',
  ) {
    this.id = `${parent.id}/${note}`;
  }
}

export class MoreDocumentsNode extends LoadMoreNode {
  constructor(
    readonly parent: GroupNode,
    loading: boolean,
  ) {
    super(parent.id, loading);
  }
}

export type Node =
  | GroupNode
  | DocumentNode
  | SignerNode
  | NoteNode
  | MoreDocumentsNode
  | ProblemNode<GroupNode | DocumentNode>;
