import type { EnvironmentName } from '../api/environmentName';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import type { Job } from './draft';
import { sizeIn } from '../pdf/pdfFile';

/** Runs `work` under a notification with Cancel that names file, size and environment. */
export async function whileSending<T>(
  environment: EnvironmentName,
  jobs: readonly Job[],
  work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
): Promise<T> {
  const where = environmentName(environment);
  const [first] = jobs;
  if (jobs.length === 1 && first !== undefined) {
    const { name, size } = first.file;
    const title = l10n.t('Uploading {0} ({1}) to {2}…', name, sizeIn(environment, size), where);
    return withCancel(title, (signal) => work(signal, () => {}));
  }
  return withCancel(l10n.t('Uploading {0} PDFs to {1}', jobs.length, where), (signal, report) =>
    work(signal, (index) => {
      const file = jobs[index]?.file;
      if (file !== undefined) {
        report(
          l10n.t('{0} of {1}: {2} ({3})…', index + 1, jobs.length, file.name, sizeIn(environment, file.size)),
        );
      }
    }),
  );
}
