import type { Activity } from './activity';
import { EventEmitter, TreeItemCollapsibleState, type Disposable, type Event, type TreeItem } from './values';

interface Provider {
  readonly onDidChangeTreeData?: Event<unknown>;
  getChildren(node?: unknown): unknown;
  getTreeItem(node: unknown): unknown;
}

/** A row as it is on the screen. */
export interface Row {
  readonly id: string;
  readonly node: unknown;
  readonly item: TreeItem;
}

/**
 * A view that keeps rows as VS Code does: it asks for the children of what is expanded, while it is visible, and asks
 * again when the provider says so. Children that arrive for a tree that was replaced meanwhile are dropped.
 */
export class FakeTreeView {
  description: string | undefined;
  message: string | undefined;
  title: string | undefined;
  badge: unknown;
  readonly selection: readonly unknown[] = [];
  private readonly visibility = new EventEmitter<{ readonly visible: boolean }>();
  readonly onDidChangeVisibility = this.visibility.event;
  readonly onDidExpandElement = new EventEmitter<unknown>().event;
  readonly onDidCollapseElement = new EventEmitter<unknown>().event;
  readonly onDidChangeSelection = new EventEmitter<unknown>().event;
  private readonly subscription: Disposable | undefined;
  private readonly expanded = new Set<string>();
  private readonly children = new Map<string, readonly Row[]>();
  private readonly asked = new Map<string, number>();
  private shown = true;
  private disposed = false;
  private asking: Promise<void> = Promise.resolve();

  constructor(
    private readonly provider: Provider,
    private readonly activity: Activity,
    /** Told of rows as they are drawn. */
    private readonly drawn: (rows: readonly Row[]) => void,
  ) {
    this.subscription = provider.onDidChangeTreeData?.((node) => this.changed(node));
    this.read(root, undefined);
  }

  get visible(): boolean {
    return this.shown;
  }

  set visible(visible: boolean) {
    if (visible !== this.shown) {
      this.shown = visible;
      this.visibility.fire({ visible });
      if (visible) {
        this.read(root, undefined);
      }
    }
  }

  /** From the top to the bottom; none while the view is hidden. */
  get rows(): readonly Row[] {
    const below = (id: string): readonly Row[] =>
      (this.children.get(id) ?? []).flatMap((row) => [
        row,
        ...(this.expanded.has(row.id) ? below(row.id) : []),
      ]);
    return this.shown ? below(root) : [];
  }

  /** Resolves when the topmost rows are those of the provider's last word. What is below may still be read. */
  async current(): Promise<void> {
    for (let asked; asked !== this.asking;) {
      asked = this.asking;
      await asked;
    }
  }

  /** Opens a row, or closes it. */
  toggle({ id, node, item }: Row): void {
    if (this.expanded.delete(id)) {
      return;
    }
    if (item.collapsibleState !== TreeItemCollapsibleState.None) {
      this.expanded.add(id);
      this.read(id, node);
    }
  }

  reveal(node: unknown): Promise<void> {
    const known = [...this.children.values()].flat().some((row) => row.node === node);
    this.visible = true;
    return known ? Promise.resolve() : Promise.reject(new Error('Cannot resolve tree item'));
  }

  dispose(): void {
    this.disposed = true;
    this.subscription?.dispose();
    this.children.clear();
  }

  private changed(node: unknown): void {
    if (node === undefined || node === null) {
      this.read(root, undefined);
      return;
    }
    const row = [...this.children.values()].flat().find((known) => known.node === node);
    if (row !== undefined && this.expanded.has(row.id)) {
      this.read(row.id, row.node);
    }
  }

  private forgetUnreachable(): void {
    const known = new Set([root, ...[...this.children.values()].flat().map((row) => row.id)]);
    for (const id of this.children.keys()) {
      if (!known.has(id)) {
        this.children.delete(id);
      }
    }
  }

  private read(id: string, node: unknown): void {
    if (this.shown && !this.disposed) {
      const asking = this.activity.track(`children of ${id}`, this.ask(id, node));
      if (id === root) {
        this.asking = asking;
      }
    }
  }

  private async ask(id: string, node: unknown): Promise<void> {
    const turn = (this.asked.get(id) ?? 0) + 1;
    this.asked.set(id, turn);
    const tree = this.asked.get(root);
    const nodes = ((await this.provider.getChildren(node)) ?? []) as readonly unknown[];
    const rows: Row[] = [];
    for (const child of nodes) {
      const item = (await this.provider.getTreeItem(child)) as TreeItem;
      rows.push({ id: item.id ?? `${id}/${item.label}`, node: child, item });
    }
    const isGone = id !== root && ![...this.children.values()].flat().some((row) => row.node === node);
    if (turn !== this.asked.get(id) || tree !== this.asked.get(root) || isGone || this.disposed) {
      return;
    }
    const before = new Set(this.children.get(id)?.map((row) => row.id));
    this.children.set(id, rows);
    this.forgetUnreachable();
    this.drawn(rows);
    for (const row of rows) {
      const isOpen = row.item.collapsibleState === TreeItemCollapsibleState.Expanded;
      if (isOpen && !before.has(row.id)) {
        this.expanded.add(row.id);
      }
      if (this.expanded.has(row.id)) {
        this.read(row.id, row.node);
      }
    }
  }
}

const root = '';
