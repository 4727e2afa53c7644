import type * as vscode from 'vscode';

/** Owns disposables. What is added after its own disposal is disposed of at once. */
export class Disposables implements vscode.Disposable {
  private readonly items = new Set<vscode.Disposable>();
  private disposed = false;

  add<T extends vscode.Disposable>(item: T): T {
    if (this.disposed) {
      item.dispose();
    } else {
      this.items.add(item);
    }
    return item;
  }

  dispose(): void {
    this.disposed = true;
    for (const item of [...this.items].reverse()) {
      item.dispose();
    }
    this.items.clear();
  }
}
