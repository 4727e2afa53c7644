import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import {
  documentState,
  type DocumentState,
  type SignerProgress,
  type SignerState,
} from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import type { Role } from '../api/template';
import type { ListState } from '../objects/pagedList';
import {
  LoadMoreNode,
  loadMoreItem,
  objectItem,
  ObjectNode,
  problemItem,
  type ProblemNode,
} from '../objects/objectTree';
import { dateTime } from '../ui/text';
import { inertLabel } from '../ui/inertText';
import { l10n, passage } from '../ui/l10n';
import { getTitle } from '../ui/title';
import { ageText, countText, groupName, progressText, signerName, stateText } from './documentTexts';

export class GroupNode {
  readonly id: string;
  /** VS Code knows rows by identity, so a document that wasn’t read again keeps its row. */
  private readonly nodes = new WeakMap<Document, DocumentNode>();

  constructor(
    readonly environment: EnvironmentName,
    readonly group: DocumentGroup,
  ) {
    this.id = `${environment}/${group}`;
  }

  documentNode(document: Document): DocumentNode {
    const node = this.nodes.get(document) ?? new DocumentNode(this, document);
    this.nodes.set(document, node);
    return node;
  }
}

export class DocumentNode extends ObjectNode<Document> {
  readonly state: DocumentState;

  constructor(
    readonly parent: GroupNode,
    document: Document,
  ) {
    super(`${parent.id}/${document.id}`, 'document', parent.environment, document);
    this.state = documentState(document, parent.group);
  }
}

/** A signer’s row with their progress. */
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

/** The row of a group without documents. */
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

export type DocumentTreeNode =
  | GroupNode
  | DocumentNode
  | SignerNode
  | NoteNode
  | MoreDocumentsNode
  | ProblemNode<GroupNode>
  | ProblemNode<DocumentNode>;

export interface RowFacts {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly isWatched: boolean;
  readonly getList: (group: DocumentGroup) => ListState;
}

export function toDocumentItem(node: DocumentTreeNode, facts: RowFacts): vscode.TreeItem {
  const item = createItem(node, facts);
  item.id = node.id;
  return item;
}

function createItem(node: DocumentTreeNode, facts: RowFacts): vscode.TreeItem {
  if (node instanceof GroupNode) {
    return groupItem(node, facts.getList(node.group));
  }
  if (node instanceof DocumentNode) {
    return documentItem(node, facts);
  }
  if (node instanceof SignerNode) {
    return signerItem(node, facts.now);
  }
  if (node instanceof NoteNode) {
    return noteItem(node);
  }
  return node instanceof MoreDocumentsNode
    ? loadMoreItem(node, 'opensign.loadMoreDocuments', [node.parent.group])
    : problemItem(node);
}

function groupItem({ group }: GroupNode, list: ListState): vscode.TreeItem {
  const name = groupName(group);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, group === 'inprogress' ? Expanded : Collapsed);
  const count = countText(list);
  if (count !== undefined) {
    item.description = count;
  }
  item.contextValue = 'opensign.documentGroup';
  // Without a tooltip, VS Code would try to resolve it each time.
  item.tooltip = name;
  item.accessibilityInformation = {
    label:
      count === undefined
        ? l10n.t('Group {0}', name)
        : l10n.t('Group {0}, number of documents: {1}', name, count),
  };
  return item;
}

function documentItem({ object, state }: DocumentNode, { now, isWatched }: RowFacts): vscode.TreeItem {
  const ownState = state.state === 'other' ? stateText(state) : undefined;
  const parts = [ownState, ageText(object, now), isWatched ? l10n.t('watched') : undefined].filter(
    (part) => part !== undefined,
  );
  const item = objectItem(object, object.roles.length > 0, parts.join(' · '));
  const [, ...icon] = stateStyles[state.state];
  item.iconPath = toIcon(...icon);
  item.contextValue = toContextValue(state, isWatched);
  const spoken = [getTitle(object), ...(ownState === undefined ? [stateText(state)] : []), ...parts];
  item.accessibilityInformation = { label: inertLabel(spoken.join(', ')) };
  return item;
}

function signerItem({ role, index, progress }: SignerNode, now: number): vscode.TreeItem {
  const name = signerName(role, index);
  const item = new vscode.TreeItem(inertLabel(name));
  item.description = inertLabel(progressText(progress, now));
  item.iconPath = toIcon(...signerIcons[progress.state]);
  item.contextValue = 'opensign.signer';
  const when = progress.audit?.signed ?? progress.audit?.viewed;
  const facts = [role.email, role.role, when && dateTime(when)].filter(
    (fact) => fact !== undefined && fact !== name,
  );
  item.tooltip = inertLabel(facts.length === 0 ? name : facts.join(' · '));
  item.accessibilityInformation = { label: l10n.t('Signer {0}, {1}', name, passage(item.description)) };
  return item;
}

function noteItem({ note }: NoteNode): vscode.TreeItem {
  const isLoading = note === 'loading';
  const item = new vscode.TreeItem(isLoading ? l10n.t('Loading…') : l10n.t('No documents'));
  if (isLoading) {
    item.iconPath = new vscode.ThemeIcon('loading~spin');
  }
  item.contextValue = 'opensign.documentNote';
  item.tooltip = '';
  return item;
}

type StateStyle = readonly [contextValue: string, icon: string, color?: string];

const stateStyles: Readonly<Record<DocumentState['state'], StateStyle>> = {
  inProgress: ['opensign.document.inProgress', 'clock', 'charts.blue'],
  completed: ['opensign.document.completed', 'pass', 'charts.green'],
  declined: ['opensign.document.declined', 'circle-slash', 'charts.red'],
  expired: ['opensign.document.expired', 'history', 'charts.orange'],
  draft: ['opensign.document.draft', 'edit'],
  unknown: ['opensign.document.other', 'question'],
  other: ['opensign.document.other', 'question'],
};

const signerIcons: Readonly<Record<SignerState, readonly [icon: string, color?: string]>> = {
  signed: ['pass', 'charts.green'],
  viewed: ['eye', 'charts.blue'],
  pending: ['circle-outline', 'charts.yellow'],
  noDetails: ['person'],
};

/** What the manifest’s menus depend on. */
export function toContextValue({ state }: DocumentState, isWatched: boolean): string {
  const [contextValue] = stateStyles[state];
  return isWatched ? `${contextValue}.watched` : contextValue;
}

function toIcon(icon: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
