import * as vscode from 'vscode';
import { systemClock } from '../api/fetch';
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

/** Milliseconds; work that ends sooner isn't worth a notification. */
const patience = 500;

/** {@link withCancel}, but the notification appears only when the work takes a while. */
export async function withLateCancel<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const result = work(controller.signal);
  const done = new AbortController();
  const isLate = await Promise.race([
    result.then(
      () => false,
      () => false,
    ),
    systemClock.sleep(patience, done.signal).then(() => true),
  ]);
  done.abort();
  if (!isLate) {
    return result;
  }
  return withCancel(title, (signal) => {
    signal.addEventListener('abort', () => controller.abort());
    return result;
  });
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
