import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Role, Template, Widget } from '../api/template';
import {
  type LoadMoreNode,
  loadMoreItem,
  objectItem,
  ObjectNode,
  ProblemNode,
  problemItem,
} from '../objects/objectTree';
import { inertLabel } from '../ui/inertText';
import { l10n, passage } from '../ui/l10n';
import { roleFacts, roleName, templateSummary, widgetLabel, widgetPlace } from './templateTexts';

export class TemplateNode extends ObjectNode<Template> {
  constructor(environment: EnvironmentName, template: Template) {
    super(`${environment}/${template.id}`, 'template', environment, template);
  }
}

export class RoleNode {
  readonly id: string;

  constructor(
    readonly parent: TemplateNode,
    readonly role: Role,
    readonly index: number,
  ) {
    this.id = `${parent.id}/${String(index)}`;
  }

  /** In reading order: by page, from top to bottom. */
  widgets(): WidgetNode[] {
    return (this.role.widgets ?? [])
      .map((widget, index) => new WidgetNode(this, widget, index))
      .sort((a, b) => compare(a.widget, b.widget));
  }
}

export class WidgetNode {
  readonly id: string;

  constructor(
    readonly parent: RoleNode,
    readonly widget: Widget,
    index: number,
  ) {
    this.id = `${parent.id}/${String(index)}`;
  }
}

export type TemplateTreeNode =
  TemplateNode | RoleNode | WidgetNode | ProblemNode<TemplateNode> | LoadMoreNode;

/** `now` in milliseconds since 1970. */
export function toTemplateItem(node: TemplateTreeNode, now: number): vscode.TreeItem {
  const item = createItem(node, now);
  item.id = node.id;
  return item;
}

function createItem(node: TemplateTreeNode, now: number): vscode.TreeItem {
  if (node instanceof TemplateNode) {
    const item = objectItem(node.object, node.object.roles.length > 0, templateSummary(node.object, now));
    item.iconPath = new vscode.ThemeIcon('file');
    item.contextValue = 'opensign.template';
    return item;
  }
  if (node instanceof RoleNode) {
    return roleItem(node);
  }
  if (node instanceof ProblemNode) {
    return problemItem(node);
  }
  return node instanceof WidgetNode ? widgetItem(node) : loadMoreItem(node, 'opensign.loadMoreTemplates');
}

function roleItem({ role, index }: RoleNode): vscode.TreeItem {
  const name = roleName(role, index);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const hasWidgets = role.widgets !== undefined && role.widgets.length > 0;
  const item = new vscode.TreeItem(inertLabel(name), hasWidgets ? Collapsed : None);
  const facts = roleFacts(role);
  item.description = inertLabel(facts.join(' · '));
  item.iconPath = new vscode.ThemeIcon('person');
  item.contextValue = 'opensign.role';
  item.tooltip = inertLabel(role.name ?? item.description);
  item.accessibilityInformation = { label: l10n.t('Role {0}, {1}', name, passage(facts.join(', '))) };
  return item;
}

function widgetItem({ widget }: WidgetNode) {
  const item = new vscode.TreeItem(inertLabel(widgetLabel(widget)));
  item.iconPath = new vscode.ThemeIcon(widget.type === 'signature' ? 'edit' : 'symbol-field');
  item.contextValue = 'opensign.widget';
  item.tooltip = widgetPlace(widget);
  item.accessibilityInformation = { label: l10n.t('Widget {0}', widgetLabel(widget)) };
  return item;
}

function compare(a: Widget, b: Widget): number {
  return (a.page ?? 0) - (b.page ?? 0) || (a.y ?? 0) - (b.y ?? 0) || (a.x ?? 0) - (b.x ?? 0);
}
