import * as vscode from 'vscode';
import { showProgress } from './gateway';

/**
 * Runs `work` under a notification with a Cancel button; its signal aborts when that is pressed. Resolves and
 * rejects as `work` does.
 */
export async function withCancel<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  return showProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (report, cancellation) => {
      const abort = abortSignal(cancellation);
      try {
        return await work(abort.signal, report);
      } finally {
        abort.dispose();
      }
    },
  );
}

/** VS Code's way of cancelling as the Web's. To be disposed of when the work has ended. */
export function abortSignal(cancellation: vscode.CancellationToken): {
  signal: AbortSignal;
  dispose(): void;
} {
  const controller = new AbortController();
  if (cancellation.isCancellationRequested) {
    controller.abort();
  }
  const subscription = cancellation.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => void subscription.dispose() };
}
