import type { EnvironmentName } from '../api/environmentName';
import type { Role, Template, Widget } from '../api/template';
import type { LoadMoreNode, ProblemNode } from '../objects/objectRows';

/** A template in the tree. It remembers where it came from, and what is done to it happens there or nowhere. */
export class TemplateNode {
  readonly id: string;

  constructor(
    readonly environment: EnvironmentName,
    readonly template: Template,
  ) {
    this.id = `${environment}/${template.id}`;
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

  /** In the order in which they are met in the document. */
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

export type Node = TemplateNode | RoleNode | WidgetNode | ProblemNode<TemplateNode> | LoadMoreNode;

function compare(a: Widget, b: Widget): number {
  return (a.page ?? 0) - (b.page ?? 0) || (a.y ?? 0) - (b.y ?? 0) || (a.x ?? 0) - (b.x ?? 0);
}
