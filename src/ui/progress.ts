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
    (report, cancellation) => withSignal(cancellation, (signal) => work(signal, report)),
  );
}

/** Work that ends sooner isn't worth a notification. */
const notificationDelayMs = 500;

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
    systemClock.sleep(notificationDelayMs, done.signal).then(() => true),
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

/** Runs `work` with a signal that aborts when `cancellation` is requested. Resolves and rejects as `work` does. */
export async function withSignal<T>(
  cancellation: vscode.CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  if (cancellation.isCancellationRequested) {
    controller.abort();
  }
  const subscription = cancellation.onCancellationRequested(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    subscription.dispose();
  }
}
