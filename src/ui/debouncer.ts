import type * as vscode from 'vscode';

/** Debounces work for each key, such as a document's URI. */
export class Debouncer implements vscode.Disposable {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Replaces the work that is scheduled for the same key. */
  schedule(key: string, delayMs: number, work: () => void): void {
    this.cancel(key);
    const run = () => {
      this.timers.delete(key);
      work();
    };
    this.timers.set(key, setTimeout(run, delayMs));
  }

  cancel(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  dispose(): void {
    [...this.timers.keys()].forEach((key) => this.cancel(key));
  }
}
