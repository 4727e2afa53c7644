import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { abortSignal } from '../ui/progress';
import { LoadMoreNode, ProblemNode } from '../objects/objectRows';
import type { TemplateDetails } from './templateDetails';
import { RoleNode, TemplateNode, type Node } from './templateNodes';
import type { TemplateList } from './templateList';
import { templateTooltip } from './templateTooltip';
import { treeItemOf } from './templateItems';

/** The list as a tree: templates, their roles, the roles' widgets. Empty unless there are templates to show. */
export class TemplateTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<Node | undefined>();
  /** By template id. Kept while a template is the same, so that VS Code keeps knowing its node. */
  private nodes = new Map<string, TemplateNode>();

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(
    private readonly list: TemplateList,
    private readonly details: TemplateDetails,
    private readonly clock: Clock,
  ) {}

  dispose(): void {
    this.emitter.dispose();
  }

  /** Shows what the list is now. */
  update(): void {
    const { environment, state } = this.list;
    this.nodes = new Map(state.items.map((item) => [item.id, this.nodeFor(environment, item)]));
    this.emitter.fire(undefined);
  }

  /** Reads one template's children and tooltip again when they are needed. */
  updateNode(id: string): void {
    const node = this.nodes.get(id);
    if (node !== undefined) {
      this.emitter.fire(node);
    }
  }

  /** The node of a template that is in the list. */
  find(id: string): TemplateNode | undefined {
    return this.nodes.get(id);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItemOf(node, this.clock.now());
  }

  getParent(node: Node): Node | undefined {
    return node instanceof TemplateNode || node instanceof LoadMoreNode ? undefined : node.parent;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      return this.roots();
    }
    if (node instanceof TemplateNode) {
      return this.roles(node);
    }
    return node instanceof RoleNode ? node.widgets() : [];
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node instanceof TemplateNode) {
      const { environment, template } = node;
      const abort = abortSignal(cancellation);
      try {
        item.tooltip = templateTooltip(
          environment,
          await this.details.get(environment, template.id, abort.signal),
        );
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

  private roots(): Node[] {
    const { environment, state } = this.list;
    if (state.kind !== 'ready') {
      return [];
    }
    const more = state.hasMore ? [new LoadMoreNode(environment, state.busy === 'more')] : [];
    return [...this.nodes.values(), ...more];
  }

  private async roles(node: TemplateNode): Promise<Node[]> {
    const { environment, template } = node;
    try {
      // Lists of the newer API do not tell the widgets.
      const told = template.roles.every((role) => role.widgets !== undefined);
      const { roles } = told ? template : await this.details.get(environment, template.id);
      return roles.map((role, index) => new RoleNode(node, role, index));
    } catch (error) {
      return isCanceled(error) ? [] : [new ProblemNode(node, error)];
    }
  }

  private nodeFor(environment: TemplateNode['environment'], template: Template): TemplateNode {
    const node = this.nodes.get(template.id);
    return node?.environment === environment && node.template === template
      ? node
      : new TemplateNode(environment, template);
  }
}
