import * as vscode from 'vscode';
import { showErrorText, type ErrorAction } from '../ui/errorMessage';
import { notify, type Severity } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { webLink } from './draft';
import { failureText } from './failureText';
import type { RefusedFile } from '../ui/pdfFile';
import { isBySetting, openSetting, refusalMessage } from '../ui/refusalText';
import { showDetails } from './resultDetails';
import { summary, uploadedText, type Uploaded } from './resultText';
import type { UploadResult } from './uploadFlow';

/** Tells how an upload ended; nothing when it was called off. Resolves when the message is gone. */
export async function showResult(result: UploadResult): Promise<void> {
  const { outcomes, refused } = result;
  const [only] = outcomes;
  if (outcomes.some(({ state }) => state === 'cancelled')) {
    return;
  }
  if (only === undefined || outcomes.length > 1 || refused.length > 0) {
    await showSummary(result);
  } else if (only.state === 'uploaded') {
    await showUploaded(only, result);
  } else if (only.state === 'refused') {
    await showRefused([only.refusal]);
  } else if (only.state === 'failed') {
    await showErrorText(failureText(only.job, only.error, result.origin));
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
  const choice = await notify(severity, message, ...(action === undefined ? [] : [action.title]), details);
  if (choice === details) {
    await showDetails(result);
  } else if (action !== undefined && choice === action.title) {
    await vscode.commands.executeCommand(action.command, ...action.args);
  }
}
