import * as vscode from 'vscode';
import { showErrorText, type ErrorAction } from '../ui/errorMessage';
import { notify, type Severity } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { webLink } from './draft';
import { canceledText, failureText } from './failureText';
import type { RefusedFile } from '../pdf/pdfFile';
import { isBySetting, openSetting, refusalMessage } from '../pdf/pdfMessages';
import { showDetails } from './resultDetails';
import { summary, uploadedText, type Uploaded } from './resultText';
import type { UploadResult } from './uploadFlow';

/** Shows how an upload ended. Resolves when the message is gone. */
export async function showResult(result: UploadResult): Promise<void> {
  const { outcomes, refused } = result;
  const [only] = outcomes;
  if (only === undefined || outcomes.length > 1 || refused.length > 0) {
    await showSummary(result);
  } else if (only.state === 'uploaded') {
    await showUploaded(only, result);
  } else if (only.state === 'refused') {
    await showRefused([only.refusal]);
  } else if (only.state === 'failed') {
    await showErrorText(failureText(only.job, only.error, result.origin));
  } else if (only.state === 'canceled') {
    await showErrorText(canceledText(only.job, result.environment, result.origin));
  } else {
    await notify('information', l10n.t('Canceled. “{0}” was not sent.', only.job.title));
  }
}

/** Tells that no file was fit to be uploaded, and why. */
export async function showRefused(refused: readonly RefusedFile[]): Promise<void> {
  const [first] = refused;
  if (first === undefined) {
    return;
  }
  if (refused.length === 1) {
    await showErrorText(refusalMessage(first));
    return;
  }
  const action = refused.some(isBySetting) ? openSetting() : undefined;
  const message = l10n.t('None of the {0} files can be uploaded.', refused.length);
  await withDetails('error', message, action, { outcomes: [], refused, origin: '' });
}

async function showUploaded(uploaded: Uploaded, result: UploadResult): Promise<void> {
  const { job, draft } = uploaded;
  const open = l10n.t('Open in OpenSign');
  const copy = l10n.t('Copy ID');
  const choice = await notify('information', uploadedText(uploaded, result), open, copy);
  if (choice === open) {
    await vscode.env.openExternal(vscode.Uri.parse(webLink(draft, job.target, result.origin)));
  } else if (choice === copy) {
    await vscode.env.clipboard.writeText(draft.id);
  }
}

async function showSummary(result: UploadResult): Promise<void> {
  const { message, severity, action } = summary(result);
  await withDetails(severity, message, action, result);
}

async function withDetails(
  severity: Severity,
  message: string,
  action: ErrorAction | undefined,
  result: Pick<UploadResult, 'outcomes' | 'refused' | 'origin'>,
): Promise<void> {
  const details = l10n.t('Show Details');
  if ((await notifyWithAction(severity, message, action, details)) === details) {
    await showDetails(result);
  }
}

/** Carries out the action when it is chosen. Resolves with what was chosen. */
async function notifyWithAction(
  severity: Severity,
  message: string,
  action: ErrorAction | undefined,
  ...more: readonly string[]
): Promise<string | undefined> {
  const choice = await notify(severity, message, ...(action === undefined ? [] : [action.title]), ...more);
  if (action !== undefined && choice === action.title) {
    await vscode.commands.executeCommand(action.command, ...action.args);
  }
  return choice;
}
