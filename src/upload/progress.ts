import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { environmentInText } from '../ui/names';
import { withCancel } from '../ui/progress';
import type { Job } from './draft';
import { sizeIn } from './sizeLimit';

/** Work that is done sooner than this, in milliseconds, is not worth a notification. */
const patience = 500;

/** Runs `work`; a notification with Cancel comes up only when it takes a while. Rejects as `work` does. */
export async function whileChecking<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const result = work(controller.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  try {
    const first = await Promise.race([result.then((value) => ({ value })), late]);
    if (first !== 'late') {
      return first.value;
    }
  } finally {
    clearTimeout(timer);
  }
  return withCancel(vscode.l10n.t('Checking PDF…'), (signal) => {
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort);
    return result.finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Runs `work` under a notification with Cancel that names file, size and environment. */
export async function whileSending<T>(
  environment: EnvironmentName,
  jobs: readonly Job[],
  work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
): Promise<T> {
  const where = environmentInText(environment);
  const [first] = jobs;
  if (jobs.length === 1 && first !== undefined) {
    const { name, size } = first.file;
    const title = vscode.l10n.t('Uploading {0} ({1}) to {2}…', name, sizeIn(environment, size), where);
    return withCancel(title, (signal) => work(signal, () => {}));
  }
  return withCancel(vscode.l10n.t('Uploading {0} PDFs to {1}', jobs.length, where), (signal, report) =>
    work(signal, (index) => {
      const file = jobs[index]?.file;
      if (file !== undefined) {
        report(
          vscode.l10n.t(
            '{0} of {1}: {2} ({3})…',
            index + 1,
            jobs.length,
            file.name,
            sizeIn(environment, file.size),
          ),
        );
      }
    }),
  );
}
