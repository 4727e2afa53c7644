import * as vscode from 'vscode';
import { showProgress } from './gateway';

/**
 * Runs `work` under a notification with a Cancel button, which aborts the signal. Resolves and rejects as `work` does.
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

/** A cancellation token as an `AbortSignal`. Dispose of it when the work has ended. */
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
