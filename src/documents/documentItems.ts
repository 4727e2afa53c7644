import * as vscode from 'vscode';
import type { Document } from '../api/document';
import type { DocumentState, SignerState } from '../api/documentState';
import { dateTime } from '../ui/text';
import { l10n, passage } from '../ui/l10n';
import type { ListState } from '../objects/listState';
import { loadMoreItem, problemItem } from '../objects/objectRows';
import { inertLabel } from '../ui/inertText';
import { titleOf } from '../ui/title';
import { contextValueOf } from './contextValue';
import { DocumentNode, GroupNode, MoreDocumentsNode, NoteNode, SignerNode, type Node } from './documentNodes';
import { ageOf, countText, groupName, progressText, signerName, stateText } from './documentWords';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What the nodes themselves do not hold. */
export interface Circumstances {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly isWatched: boolean;
  /** Of the group that a node is, or is in. */
  readonly list: ListState<Document>;
}

/** How a node looks. */
export function treeItemOf(node: Node, circumstances: Circumstances): vscode.TreeItem {
  const item = describe(node, circumstances);
  item.id = node.id;
  return item;
}

function describe(node: Node, circumstances: Circumstances): vscode.TreeItem {
  if (node instanceof GroupNode) {
    return groupItem(node, circumstances.list);
  }
  if (node instanceof DocumentNode) {
    return documentItem(node, circumstances);
  }
  if (node instanceof SignerNode) {
    return signerItem(node, circumstances.now);
  }
  if (node instanceof NoteNode) {
    return noteItem(node);
  }
  return node instanceof MoreDocumentsNode
    ? loadMoreItem(node, 'opensign.loadMoreDocuments', [node.parent.group])
    : problemItem(node);
}

function groupItem({ group }: GroupNode, list: ListState): vscode.TreeItem {
  const item = new vscode.TreeItem(groupName(group), group === 'inprogress' ? Expanded : Collapsed);
  const count = countText(list);
  if (count !== undefined) {
    item.description = count;
  }
  item.contextValue = 'opensign.documentGroup';
  // Without one VS Code would ask for it again and again.
  item.tooltip = groupName(group);
  item.accessibilityInformation = {
    label:
      count === undefined
        ? l10n.t('Group {0}', groupName(group))
        : l10n.t('Group {0}, number of documents: {1}', groupName(group), count),
  };
  return item;
}

function documentItem({ document, state }: DocumentNode, { now, isWatched }: Circumstances): vscode.TreeItem {
  const item = new vscode.TreeItem(
    inertLabel(titleOf(document)),
    document.roles.length === 0 ? None : Collapsed,
  );
  const parts = [
    // The group says what is usual; a word of the server's own is said beside the document.
    state.state === 'other' ? stateText(state) : undefined,
    ageOf(document, now),
    isWatched ? l10n.t('watched') : undefined,
  ].filter((part) => part !== undefined);
  item.description = inertLabel(parts.join(' · '));
  item.iconPath = stateIcon(state);
  item.contextValue = contextValueOf(state, isWatched);
  const spoken = [titleOf(document), state.state === 'other' ? undefined : stateText(state), ...parts];
  item.accessibilityInformation = {
    label: inertLabel(spoken.filter((part) => part !== undefined).join(', ')),
  };
  // The tooltip stays undefined: only then it is resolved when it is needed.
  return item;
}

function signerItem({ role, index, progress }: SignerNode, now: number): vscode.TreeItem {
  const name = signerName(role, index);
  const item = new vscode.TreeItem(inertLabel(name), None);
  item.description = inertLabel(progressText(progress, now));
  item.iconPath = signerIcon(progress.state);
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
  const item = new vscode.TreeItem(isLoading ? l10n.t('Loading…') : l10n.t('No documents'), None);
  if (isLoading) {
    item.iconPath = new vscode.ThemeIcon('loading~spin');
  }
  item.contextValue = 'opensign.documentNote';
  item.tooltip = '';
  return item;
}

function stateIcon({ state }: DocumentState): vscode.ThemeIcon {
  switch (state) {
    case 'inProgress':
      return icon('clock', 'charts.blue');
    case 'completed':
      return icon('pass', 'charts.green');
    case 'declined':
      return icon('circle-slash', 'charts.red');
    case 'expired':
      return icon('history', 'charts.orange');
    case 'draft':
      return new vscode.ThemeIcon('edit');
    case 'unknown':
    case 'other':
      return new vscode.ThemeIcon('question');
  }
}

function signerIcon(state: SignerState): vscode.ThemeIcon {
  switch (state) {
    case 'signed':
      return icon('pass', 'charts.green');
    case 'viewed':
      return icon('eye', 'charts.blue');
    case 'pending':
      return icon('circle-outline', 'charts.yellow');
    case 'noDetails':
      return new vscode.ThemeIcon('person');
  }
}

function icon(id: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}
