import * as vscode from 'vscode';
import type { RefusedFile } from '../pdf/pdfFile';
import { isBySetting, openSetting, refusalMessage, refusalText } from '../pdf/refusalText';
import { showErrorText, type ErrorText } from '../ui/errorMessage';
import { notify, pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { canceledText, failureText, summary, uploadedText } from './resultText';
import type { UploadResult } from './uploadFlow';
import { getWebLink, type Outcome } from './uploadJobs';

type Uploaded = Extract<Outcome, { state: 'uploaded' }>;
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
      return showUploaded(only, result);
    case 'refused':
      return showRefused([only.refusal]);
    case 'failed':
      return showErrorText(failureText(only.job, only.error, origin));
    case 'canceled':
      return showErrorText(canceledText(only.job, environment, origin));
    case 'notSent':
      await notify('information', l10n.t('Canceled. “{0}” was not sent.', only.job.title));
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

async function showUploaded(uploaded: Uploaded, result: UploadResult): Promise<void> {
  const { job, draft } = uploaded;
  const open = l10n.t('Open in OpenSign');
  const copy = l10n.t('Copy ID');
  const choice = await notify('information', uploadedText(uploaded, result), open, copy);
  if (choice === open) {
    await openLink(getWebLink(draft, job.target, result.origin));
  } else if (choice === copy) {
    await vscode.env.clipboard.writeText(draft.id);
  }
}

async function showWithDetails(
  { message, severity = 'error', action }: ErrorText,
  results: Results,
): Promise<void> {
  const details = l10n.t('Show Details');
  const buttons = [...(action === undefined ? [] : [action.title]), details];
  const choice = await notify(severity, message, ...buttons);
  if (choice === details) {
    await showDetails(results);
  } else if (action !== undefined && choice === action.title) {
    await vscode.commands.executeCommand(action.command, ...action.args);
  }
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
    await openLink(choice.link);
  }
}

function outcomeItem(outcome: Outcome, origin: string): DetailItem {
  const { job } = outcome;
  const row = (icon: string, description: string) => ({
    label: job.file.name,
    iconPath: new vscode.ThemeIcon(icon),
    description,
  });
  switch (outcome.state) {
    case 'uploaded':
      return {
        ...row('check', l10n.t('Uploaded')),
        detail:
          job.target === 'template'
            ? l10n.t('Template “{0}”, ID {1}', job.title, outcome.draft.id)
            : l10n.t('Draft document “{0}”, ID {1}', job.title, outcome.draft.id),
        link: getWebLink(outcome.draft, job.target, origin),
      };
    case 'failed': {
      const isUnknown = outcome.error.kind === 'outcomeUnknown';
      return {
        ...row('error', isUnknown ? l10n.t('Outcome unknown') : l10n.t('Failed')),
        detail: failureText(job, outcome.error, origin).message,
      };
    }
    case 'refused':
      return refusedItem(outcome.refusal);
    case 'canceled':
      return row('warning', l10n.t('Canceled (may exist)'));
    case 'notSent':
      return row('circle-slash', l10n.t('Not sent'));
  }
}

function refusedItem(refusal: RefusedFile): DetailItem {
  return {
    label: refusal.fileName,
    iconPath: new vscode.ThemeIcon('error'),
    description: l10n.t('Refused'),
    detail: refusalText(refusal),
  };
}

async function openLink(link: string): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(link));
}
