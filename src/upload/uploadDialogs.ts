import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { PdfFile } from '../pdf/pdfFile';
import { sizeIn } from '../pdf/sizeLimit';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming, linkText, type NamingQuestion } from '../ui/question';
import { formatSize } from '../ui/size';
import { shortenPath } from '../ui/text';
import type { Job } from './uploadJobs';

/** Asks for PDFs to upload. Undefined when the user cancels. */
export async function choosePdfs(environment: EnvironmentName): Promise<readonly vscode.Uri[] | undefined> {
  const where = environmentName(environment);
  return vscode.window.showOpenDialog({
    title: l10n.t('OpenSign: Select PDFs to Upload to {0}', where),
    openLabel: l10n.t('Upload to {0}', where),
    canSelectMany: true,
    filters: { [l10n.t('PDF')]: ['pdf'] },
  });
}

/** Asks before files are uploaded to Live: names the cost, every file, and the targets of links. */
export async function confirmInLive(jobs: readonly Job[]): Promise<boolean> {
  const question = liveQuestion(jobs);
  return question !== undefined && (await askNaming(question));
}

/** Undefined without jobs. */
export function liveQuestion(jobs: readonly Job[]): NamingQuestion | undefined {
  const [first] = jobs;
  if (first === undefined) {
    return undefined;
  }
  const { file, target, title } = first;
  const common = { detail: '', button: l10n.t('Upload to Live') };
  return jobs.length === 1
    ? {
        ...common,
        question: l10n.t('Upload {0} to Live?', file.name),
        intro:
          target === 'template'
            ? l10n.t('It becomes the template “{0}”. A template costs nothing.', title)
            : l10n.t('It becomes the draft document “{0}”, which uses one credit.', title),
        names: file.linkTarget === undefined ? [] : [linkText(file.name, file.linkTarget)],
      }
    : {
        ...common,
        question: l10n.t('Upload {0} PDFs to Live?', jobs.length),
        intro:
          target === 'template'
            ? l10n.t('Each becomes a template. Templates cost nothing.')
            : l10n.t('Each becomes a draft document and uses one credit: {0} in all.', jobs.length),
        names: jobs.map((job) => fileText(job.file)),
      };
}

function fileText({ name, size, linkTarget }: PdfFile): string {
  return linkTarget === undefined
    ? l10n.t('{0}: {1}', name, formatSize(size))
    : l10n.t(
        '{0} ({1}) is a link. This file is sent: {2}',
        name,
        formatSize(size),
        passage(shortenPath(linkTarget)),
      );
}

/** Runs `work` under a notification with Cancel that names file, size and environment. */
export async function whileSending<T>(
  environment: EnvironmentName,
  jobs: readonly Job[],
  work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
): Promise<T> {
  const where = environmentName(environment);
  const files = jobs.map(({ file: { name, size } }) => ({ name, size: sizeIn(environment, size) }));
  const [first] = files;
  if (files.length === 1 && first !== undefined) {
    const title = l10n.t('Uploading {0} ({1}) to {2}…', first.name, first.size, where);
    return withCancel(title, (signal) => work(signal, () => {}));
  }
  return withCancel(l10n.t('Uploading {0} PDFs to {1}', files.length, where), (signal, report) =>
    work(signal, (index) => {
      const { name = '', size = '' } = files[index] ?? {};
      report(l10n.t('{0} of {1}: {2} ({3})…', index + 1, files.length, name, size));
    }),
  );
}
