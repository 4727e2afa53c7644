import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import { titleProblem } from '../ui/title';
import { openSignLimit, type RefusedFile } from '../pdf/pdfFile';
import { isBySetting, openSetting, refusalMessage, refusalText } from '../pdf/pdfMessages';
import { notifyWithButtons, objectButtons, type Button } from '../ui/buttons';
import { errorText, showErrorText, type ErrorAction, type ErrorText } from '../ui/errorMessage';
import { notify, pickOne } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { formatSize } from '../ui/text';
import type { UploadResult } from './uploadFlow';
import { getWebLink, stopsAll, type Job, type Outcome } from './uploadJobs';

type Results = Pick<UploadResult, 'outcomes' | 'refused' | 'origin'>;

/** Shows how an upload ended. Resolves when the message is closed. */
export async function showResult(result: UploadResult): Promise<void> {
  const { outcomes, refused, environment, origin } = result;
  const [only] = outcomes;
  if (only === undefined || outcomes.length > 1 || refused.length > 0) {
    await showWithDetails(summary(result), result);
    return;
  }
  switch (only.state) {
    case 'uploaded':
      return notifyWithButtons(
        'information',
        uploadedText(only, result),
        ...objectButtons(getWebLink(only.draft, only.job.target, origin), only.draft.id),
      );
    case 'refused':
      return showRefused([only.refusal]);
    case 'failed':
      return showErrorText(failureText(only.job, only.error, origin));
    case 'canceled':
      return showErrorText(canceledText(only.job, environment, origin));
    case 'notSent':
      await notify('information', l10n.t('Canceled. “{0}” wasn’t uploaded.', only.job.title));
  }
}

/** Shows why none of the files can be uploaded. Resolves when the message is closed. */
export async function showRefused(refused: readonly RefusedFile[]): Promise<void> {
  const [first] = refused;
  if (refused.length === 1 && first !== undefined) {
    await showErrorText(refusalMessage(first));
    return;
  }
  const message = l10n.t('None of the {0} files can be uploaded.', refused.length);
  const text = refused.some(isBySetting) ? { message, action: openSetting() } : { message };
  await showWithDetails(text, { outcomes: [], refused, origin: '' });
}

async function showWithDetails(
  { message, severity = 'error', action }: ErrorText,
  results: Results,
): Promise<void> {
  const details: Button = [l10n.t('Show Details'), () => showDetails(results)];
  const buttons: readonly Button[] =
    action === undefined
      ? [details]
      : [[action.title, () => vscode.commands.executeCommand(action.command, ...action.args)], details];
  await notifyWithButtons(severity, message, ...buttons);
}

interface DetailItem extends vscode.QuickPickItem {
  /** Opened in the browser when the item is selected. */
  readonly link?: string;
}

/** Lists the result of each file; selecting an uploaded one opens it in the browser. */
async function showDetails({ outcomes, refused, origin }: Results): Promise<void> {
  const items = [...outcomes.map((outcome) => outcomeItem(outcome, origin)), ...refused.map(refusedItem)];
  const choice = await pickOne(items, {
    title: l10n.t('Upload Results'),
    placeHolder: l10n.t('Select an uploaded file to open it in OpenSign'),
    matchOnDescription: true,
  });
  if (choice?.link !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(choice.link));
  }
}

function outcomeItem(outcome: Outcome, origin: string): DetailItem {
  const { job } = outcome;
  const { name } = job.file;
  switch (outcome.state) {
    case 'uploaded': {
      const { id } = outcome.draft;
      const detail =
        job.target === 'template'
          ? l10n.t('Template “{0}”, ID {1}', job.title, id)
          : l10n.t('Draft document “{0}”, ID {1}', job.title, id);
      const link = getWebLink(outcome.draft, job.target, origin);
      return { ...row(name, 'check', l10n.t('Uploaded'), detail), link };
    }
    case 'failed': {
      const isUnknown = outcome.error.kind === 'outcomeUnknown';
      const { message } = failureText(job, outcome.error, origin);
      return row(name, 'error', isUnknown ? l10n.t('Outcome unknown') : l10n.t('Failed'), message);
    }
    case 'refused':
      return refusedItem(outcome.refusal);
    case 'canceled':
      return row(name, 'warning', l10n.t('Canceled (may exist)'));
    case 'notSent':
      return row(name, 'circle-slash', l10n.t('Not sent'));
  }
}

function refusedItem(refusal: RefusedFile): DetailItem {
  return row(refusal.fileName, 'error', l10n.t('Refused'), refusalText(refusal));
}

function row(label: string, icon: string, description: string, detail = ''): DetailItem {
  return { label, iconPath: new vscode.ThemeIcon(icon), description, detail };
}

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
    file.size > openSignLimit &&
      l10n.t(
        'The size ({0}) is the likely reason: some servers reject files over {1} with this error.',
        formatSize(file.size),
        formatSize(openSignLimit),
      ),
    titleProblem(title) !== undefined &&
      l10n.t('The title may be the reason: it is long, or has no Latin letters or digits.'),
    file.encrypted &&
      (password
        ? l10n.t('The password of the PDF may be wrong.')
        : l10n.t('The PDF is encrypted, so it may need a password.')),
  ].filter((reason) => typeof reason === 'string');
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
      : l10n.t(
          'Canceled while uploading “{0}”. The draft may still exist in {1}, so check Drafts before you upload it again.',
          title,
          where,
        );
  const cost =
    target === 'document' && environment === 'live' ? ` ${l10n.t('It may have used a credit.')}` : '';
  return { message: message + cost, action: showList(job, origin), severity: 'warning' };
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
  const failed = failures.length - unknown;
  const refusals = refused.length + count('refused');
  const notSent = count('notSent');
  const counts = [
    l10n.t('{0} uploaded', uploaded),
    canceled > 0 && l10n.t('{0} canceled (may exist)', canceled),
    unknown > 0 && l10n.t('{0} unknown (may exist, not retried)', unknown),
    failed > 0 && l10n.t('{0} failed', failed),
    refusals > 0 && l10n.t('{0} refused', refusals),
    notSent > 0 && l10n.t('{0} not sent', notSent),
  ].filter((text) => typeof text === 'string');
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
