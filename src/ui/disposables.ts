import type * as vscode from 'vscode';

/** Owns disposables. Items added after its disposal are disposed of at once. */
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

/** A part that is loaded when it is first needed, and disposed of with its owner. */
export class Lazy<T extends object & Partial<vscode.Disposable>> implements vscode.Disposable {
  private loaded: Promise<T> | undefined;
  private disposed = false;

  constructor(private readonly load: () => Promise<T>) {}

  /** The part. Rejects as loading does; the next call tries again. */
  get(): Promise<T> {
    this.loaded ??= this.start();
    return this.loaded;
  }

  dispose(): void {
    this.disposed = true;
    void this.loaded?.then(
      (part) => void part.dispose?.(),
      () => undefined,
    );
  }

  private async start(): Promise<T> {
    try {
      const part = await this.load();
      if (this.disposed) {
        part.dispose?.();
      }
      return part;
    } catch (error) {
      this.loaded = undefined;
      throw error;
    }
  }
}
