import type { Activity } from './activity';
import { EventEmitter, TreeItemCollapsibleState, type Disposable, type Event, type TreeItem } from './values';

interface Provider {
  readonly onDidChangeTreeData?: Event<unknown>;
  getChildren(node?: unknown): unknown;
  getTreeItem(node: unknown): unknown;
}

export interface Row {
  readonly id: string;
  readonly node: unknown;
  readonly item: TreeItem;
}

/**
 * A view that reads rows as VS Code does: it gets the children of expanded rows while it's visible, and again after
 * `onDidChangeTreeData`. Children that arrive after their tree was replaced are dropped.
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
  private readonly reads = new Map<string, number>();
  private shown = true;
  private disposed = false;
  private rootRead: Promise<void> = Promise.resolve();

  constructor(
    private readonly provider: Provider,
    private readonly activity: Activity,
    /** Called with new rows. */
    private readonly onDidDraw: (rows: readonly Row[]) => void,
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

  /** From top to bottom. Empty while the view is hidden. */
  get rows(): readonly Row[] {
    const getRows = (id: string): readonly Row[] =>
      (this.children.get(id) ?? []).flatMap((row) => [
        row,
        ...(this.expanded.has(row.id) ? getRows(row.id) : []),
      ]);
    return this.shown ? getRows(root) : [];
  }

  /** Resolves when the top-level rows are up to date. Their children may still be read. */
  async waitForRoot(): Promise<void> {
    for (let read; read !== this.rootRead;) {
      read = this.rootRead;
      await read;
    }
  }

  /** Expands or collapses a row. */
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
      const read = this.activity.track(`children of ${id}`, this.readChildren(id, node));
      if (id === root) {
        this.rootRead = read;
      }
    }
  }

  private async readChildren(id: string, node: unknown): Promise<void> {
    const turn = (this.reads.get(id) ?? 0) + 1;
    this.reads.set(id, turn);
    const tree = this.reads.get(root);
    const nodes = ((await this.provider.getChildren(node)) ?? []) as readonly unknown[];
    const rows: Row[] = [];
    for (const child of nodes) {
      const item = (await this.provider.getTreeItem(child)) as TreeItem;
      rows.push({ id: item.id ?? `${id}/${item.label}`, node: child, item });
    }
    const isGone = id !== root && ![...this.children.values()].flat().some((row) => row.node === node);
    if (turn !== this.reads.get(id) || tree !== this.reads.get(root) || isGone || this.disposed) {
      return;
    }
    const previous = new Set(this.children.get(id)?.map((row) => row.id));
    this.children.set(id, rows);
    this.forgetUnreachable();
    this.onDidDraw(rows);
    for (const row of rows) {
      const isOpen = row.item.collapsibleState === TreeItemCollapsibleState.Expanded;
      if (isOpen && !previous.has(row.id)) {
        this.expanded.add(row.id);
      }
      if (this.expanded.has(row.id)) {
        this.read(row.id, row.node);
      }
    }
  }
}

const root = '';
