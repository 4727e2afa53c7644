import * as vscode from 'vscode';
import type { CommandId } from '../ui/commands';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';

/** The row below a list of which the server has more. */
export class LoadMoreNode {
  readonly id: string;

  /** `scope` tells it from the rows of the same kind in one tree. */
  constructor(
    scope: string,
    readonly loading: boolean,
  ) {
    this.id = `${scope}/load-more`;
  }
}

/** Stands for the children of a node that could not be read. */
export class ProblemNode<P extends { readonly id: string }> {
  readonly id: string;

  constructor(
    readonly parent: P,
    readonly error: unknown,
  ) {
    this.id = `${parent.id}/problem`;
  }
}

/** `args` are handed to the command. */
export function loadMoreItem(
  { loading }: LoadMoreNode,
  command: CommandId,
  args: readonly unknown[] = [],
): vscode.TreeItem {
  const item = new vscode.TreeItem(
    loading ? l10n.t('Loading more…') : l10n.t('Load more'),
    vscode.TreeItemCollapsibleState.None,
  );
  item.iconPath = new vscode.ThemeIcon(loading ? 'loading~spin' : 'ellipsis');
  item.contextValue = 'opensign.loadMore';
  if (!loading) {
    item.command = { command, title: l10n.t('Load more'), arguments: [...args] };
  }
  return item;
}

export function problemItem({ error }: ProblemNode<{ readonly id: string }>): vscode.TreeItem {
  const text = l10n.t('Could not be read: {0}', passage(errorText(error).message));
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'opensign.problem';
  item.tooltip = text;
  return item;
}
