import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import { titleProblem } from '../api/title';
import { openSignLimit } from '../pdf/sizeLimit';
import { errorText, type ErrorAction, type ErrorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { formatSize } from '../ui/size';
import type { UploadResult } from './uploadFlow';
import { stopsAll, type Job, type Outcome } from './uploadJobs';

/** The sentence for one uploaded file. */
export function uploadedText(
  { job }: Pick<Outcome, 'job'>,
  { environment }: Pick<UploadResult, 'environment'>,
): string {
  const where = environmentName(environment);
  return job.target === 'template'
    ? l10n.t('Created template “{0}” in {1}.', job.title, where)
    : l10n.t('Created draft document “{0}” in {1}.', job.title, where);
}

/** Why an upload failed, with the likely reason and where to check. */
export function failureText(job: Job, error: OpenSignError, origin: string): ErrorText {
  const text = errorText(error);
  switch (error.kind) {
    case 'outcomeUnknown':
      return { message: text.message, action: showList(job, origin) };
    case 'invalidRequest':
      return { ...text, message: [text.message, ...getLikelyReasons(job)].join(' ') };
    default:
      return text;
  }
}

/** OpenSign rarely returns what it rejects; these are the usual reasons. */
function getLikelyReasons({ title, file, password }: Job): readonly string[] {
  return [
    ...(file.size > openSignLimit
      ? [
          l10n.t(
            'The size ({0}) is the likely reason: some servers reject files over {1} like this.',
            formatSize(file.size),
            formatSize(openSignLimit),
          ),
        ]
      : []),
    ...(titleProblem(title) === undefined
      ? []
      : [l10n.t('The title may be the reason: it is long, or has no Latin letters or digits.')]),
    ...(!file.encrypted
      ? []
      : password
        ? [l10n.t('The password of the PDF may be wrong.')]
        : [l10n.t('The PDF is encrypted, so it may need a password.')]),
  ];
}

/** What may exist after an upload that was canceled too late. */
export function canceledText(job: Job, environment: EnvironmentName, origin: string): ErrorText {
  const { target, title } = job;
  const where = environmentName(environment);
  const message =
    target === 'template'
      ? l10n.t(
          'Canceled while uploading “{0}”. The template may still exist in {1}, so check Templates before you upload it again.',
          title,
          where,
        )
      : environment === 'live'
        ? l10n.t(
            'Canceled while uploading “{0}”. The draft may still exist in {1} and may have used a credit, so check Drafts before you upload it again.',
            title,
            where,
          )
        : l10n.t(
            'Canceled while uploading “{0}”. The draft may still exist in {1}, so check Drafts before you upload it again.',
            title,
            where,
          );
  return { message, action: showList(job, origin), severity: 'warning' };
}

function showList({ target }: Job, origin: string): ErrorAction {
  return target === 'template'
    ? { title: l10n.t('Show Templates'), command: 'opensign.templates.focus', args: [] }
    : {
        title: l10n.t('Show Drafts in OpenSign'),
        command: 'vscode.open',
        // The web app's list of drafts. Source: api.md 8.
        args: [vscode.Uri.parse(`${origin}/report/ByHuevtCFY`)],
      };
}

/** How several uploads ended: how many worked, and why the rest didn't. */
export function summary({ outcomes, refused, environment, origin, target }: UploadResult): ErrorText {
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const uploaded = count('uploaded');
  const canceled = count('canceled');
  const failures = outcomes.filter((outcome) => outcome.state === 'failed');
  const unknown = failures.filter(({ error }) => error.kind === 'outcomeUnknown').length;
  const shown = (amount: number, text: (amount: number) => string) => (amount === 0 ? [] : [text(amount)]);
  const counts = [
    l10n.t('{0} uploaded', uploaded),
    ...shown(canceled, (amount) => l10n.t('{0} canceled (may exist)', amount)),
    ...shown(unknown, (amount) => l10n.t('{0} unknown (may exist, not retried)', amount)),
    ...shown(failures.length - unknown, (amount) => l10n.t('{0} failed', amount)),
    ...shown(refused.length + count('refused'), (amount) => l10n.t('{0} refused', amount)),
    ...shown(count('notSent'), (amount) => l10n.t('{0} not sent', amount)),
  ];
  const stop = failures.find(({ error }) => stopsAll(error));
  const stopText = stop && failureText(stop.job, stop.error, origin);
  const mayCost = canceled > 0 && target === 'document' && environment === 'live';
  const sentences = [
    l10n.t('Upload to {0}: {1}.', environmentName(environment), passage(counts.join(', '))),
    ...(mayCost ? [l10n.t('The canceled draft may have used a credit.')] : []),
    ...(stopText === undefined ? [] : [stopText.message]),
  ];
  const isComplete = uploaded === outcomes.length + refused.length;
  return {
    message: sentences.join(' '),
    severity: isComplete ? 'information' : uploaded === 0 ? 'error' : 'warning',
    ...(stopText?.action === undefined ? {} : { action: stopText.action }),
  };
}
