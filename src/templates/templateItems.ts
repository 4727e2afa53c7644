import * as vscode from 'vscode';
import { l10n, passage } from '../ui/l10n';
import { LoadMoreNode, loadMoreItem, ProblemNode, problemItem } from '../objects/objectRows';
import { inertLabel } from '../ui/inertText';
import { titleOf } from '../ui/title';
import { RoleNode, TemplateNode, type Node, type WidgetNode } from './templateNodes';
import { filledBy, roleName, summaryOf, widgetCount, widgetLabel, widgetPlace } from './templateWords';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** How a node looks. `now` in milliseconds since 1970. */
export function treeItemOf(node: Node, now: number): vscode.TreeItem {
  const item = describe(node, now);
  item.id = node.id;
  return item;
}

function describe(node: Node, now: number): vscode.TreeItem {
  if (node instanceof TemplateNode) {
    return templateItem(node, now);
  }
  if (node instanceof RoleNode) {
    return roleItem(node);
  }
  if (node instanceof ProblemNode) {
    return problemItem(node);
  }
  return node instanceof LoadMoreNode ? loadMoreItem(node, 'opensign.loadMoreTemplates') : widgetItem(node);
}

function templateItem({ template }: TemplateNode, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(
    inertLabel(titleOf(template)),
    template.roles.length === 0 ? None : Collapsed,
  );
  item.description = inertLabel(summaryOf(template, now));
  item.iconPath = new vscode.ThemeIcon('file');
  item.contextValue = 'opensign.template';
  // The tooltip stays undefined: only then it is resolved when it is needed.
  return item;
}

function roleItem({ role, index }: RoleNode): vscode.TreeItem {
  const widgets = role.widgets ?? [];
  const item = new vscode.TreeItem(
    inertLabel(roleName(role, index)),
    widgets.length === 0 ? None : Collapsed,
  );
  const parts = [filledBy(role), widgetCount(role)].filter((part) => part !== undefined);
  item.description = inertLabel(parts.join(' · '));
  item.iconPath = new vscode.ThemeIcon('person');
  item.contextValue = 'opensign.role';
  item.tooltip = inertLabel(role.name ?? item.description);
  item.accessibilityInformation = {
    label: l10n.t('Role {0}, {1}', roleName(role, index), passage(parts.join(', '))),
  };
  return item;
}

function widgetItem({ widget }: WidgetNode) {
  const item = new vscode.TreeItem(inertLabel(widgetLabel(widget)), None);
  item.iconPath = new vscode.ThemeIcon(widget.type === 'signature' ? 'edit' : 'symbol-field');
  item.contextValue = 'opensign.widget';
  item.tooltip = widgetPlace(widget);
  item.accessibilityInformation = { label: l10n.t('Widget {0}', widgetLabel(widget)) };
  return item;
}
