import type { ErrorAction } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { failureText } from './failureText';
import { stopsAll, type Outcome } from './sendAll';
import type { UploadResult } from './uploadFlow';

export type Uploaded = Extract<Outcome, { state: 'uploaded' }>;

/** The words for one file that arrived. */
export function uploadedText({ job }: Uploaded, { environment }: UploadResult): string {
  const where = environmentName(environment);
  return job.target === 'template'
    ? l10n.t('“{0}” is in {1} as a template.', job.title, where)
    : l10n.t('“{0}” is in {1} as a draft document.', job.title, where);
}

export interface Summary {
  readonly message: string;
  readonly severity: 'information' | 'warning' | 'error';
  /** What can be done about that which kept the rest from being sent. */
  readonly action?: ErrorAction;
}

/** The words for several files: how many arrived, and why not all. */
export function summary({ outcomes, refused, environment, origin, target }: UploadResult): Summary {
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const all = outcomes.length + refused.length;
  const uploaded = count('uploaded');
  const canceled = count('canceled');
  const notSent = count('notSent');
  const failures = outcomes.filter((outcome) => outcome.state === 'failed');
  const unknown = failures.filter(({ error }) => error.kind === 'outcomeUnknown').length;
  const stop = failures.find(({ error }) => stopsAll(error));
  const stopText = stop && failureText(stop.job, stop.error, origin);
  const failed = failures.length - unknown;
  const turnedAway = refused.length + count('refused');
  const counts = [
    l10n.t('{0} uploaded', uploaded),
    ...(canceled === 0 ? [] : [l10n.t('{0} canceled (may exist)', canceled)]),
    ...(unknown === 0 ? [] : [l10n.t('{0} unknown (may exist, not retried)', unknown)]),
    ...(failed === 0 ? [] : [l10n.t('{0} failed', failed)]),
    ...(turnedAway === 0 ? [] : [l10n.t('{0} refused', turnedAway)]),
    ...(notSent === 0 ? [] : [l10n.t('{0} not sent', notSent)]),
  ];
  const mayCost = canceled > 0 && target === 'document' && environment === 'live';
  const sentences = [
    l10n.t('Upload to {0}: {1}.', environmentName(environment), passage(counts.join(', '))),
    ...(mayCost ? [l10n.t('The canceled draft may have used a credit.')] : []),
    ...(stopText === undefined ? [] : [stopText.message]),
  ];
  return {
    message: sentences.join(' '),
    severity: uploaded === all ? 'information' : uploaded === 0 ? 'error' : 'warning',
    ...(stopText?.action === undefined ? {} : { action: stopText.action }),
  };
}
