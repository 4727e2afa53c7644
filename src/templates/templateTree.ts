import type * as vscode from 'vscode';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { DetailsCache } from '../objects/detailsCache';
import { LoadMoreNode, ObjectTree } from '../objects/objectTree';
import type { TemplateLists } from './templateApi';
import { RoleNode, TemplateNode, toTemplateItem, type TemplateTreeNode } from './templateRows';
import { templateTooltip } from './templateTexts';

/** Templates, their roles, and the roles’ widgets. */
export class TemplateTree extends ObjectTree<Template, 'all', TemplateTreeNode> {
  /** VS Code knows rows by identity, so a template that wasn’t read again keeps its row. */
  private readonly nodes = new WeakMap<Template, TemplateNode>();

  constructor(
    lists: TemplateLists,
    details: DetailsCache<Template>,
    private readonly clock: Clock,
  ) {
    super(lists, details);
  }

  find(id: string): TemplateNode | undefined {
    const found = this.lists.find(id);
    return found && this.templateNode(found.object);
  }

  getTreeItem(node: TemplateTreeNode): vscode.TreeItem {
    return toTemplateItem(node, this.clock.now());
  }

  async getChildren(node?: TemplateTreeNode): Promise<TemplateTreeNode[]> {
    if (node === undefined) {
      return this.isEmpty ? [] : this.roots();
    }
    if (node instanceof RoleNode) {
      return node.widgets();
    }
    if (!(node instanceof TemplateNode)) {
      return [];
    }
    const toRoles = ({ roles }: Template) => roles.map((role, index) => new RoleNode(node, role, index));
    // Lists of the newer API don’t contain widgets.
    const isComplete = node.object.roles.every((role) => role.widgets !== undefined);
    return isComplete ? toRoles(node.object) : this.readChildren(node, toRoles);
  }

  protected listNode(): undefined {
    return undefined;
  }

  protected toTooltip(node: TemplateNode, template: Template): vscode.MarkdownString {
    return templateTooltip(node.target, template);
  }

  private roots(): TemplateTreeNode[] {
    const { environment, state } = this.lists.list('all');
    const more = state.hasMore ? [new LoadMoreNode(environment, state.busy === 'more')] : [];
    return [...state.items.map((template) => this.templateNode(template)), ...more];
  }

  private templateNode(template: Template): TemplateNode {
    const node = this.nodes.get(template) ?? new TemplateNode(this.lists.environment, template);
    this.nodes.set(template, node);
    return node;
  }
}
