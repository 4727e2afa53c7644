import type * as vscode from 'vscode';
import { showProgress } from '../ui/gateway';

/** The bar at the top of a view that moves while something is being read. */
export class ViewProgress implements vscode.Disposable {
  private end: (() => void) | undefined;

  constructor(private readonly viewId: string) {}

  dispose(): void {
    this.show(false);
  }

  show(busy: boolean): void {
    if (!busy) {
      this.end?.();
      this.end = undefined;
    } else if (this.end === undefined) {
      // Made first: VS Code calls back later, and the work may have ended by then.
      const done = new Promise<void>((resolve) => (this.end = resolve));
      void showProgress({ location: { viewId: this.viewId } }, () => done);
    }
  }
}
