import * as vscode from 'vscode';
import { pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { webLink } from './draft';
import { failureText } from './failureText';
import { refusalText } from '../pdf/pdfMessages';
import type { RefusedFile } from '../pdf/pdfFile';
import type { Outcome } from './sendAll';
import type { UploadResult } from './uploadFlow';

interface DetailItem extends vscode.QuickPickItem {
  /** Opened in the browser when the item is chosen. */
  readonly link?: string;
}

/** Lists what became of each file; choosing one that was uploaded opens it in the browser. */
export async function showDetails(
  result: Pick<UploadResult, 'outcomes' | 'refused' | 'origin'>,
): Promise<void> {
  const { outcomes, refused, origin } = result;
  const items = [...outcomes.map((outcome) => outcomeItem(outcome, origin)), ...refused.map(refusedItem)];
  const choice = await pickOne(items, {
    title: l10n.t('OpenSign: what became of each file'),
    placeHolder: l10n.t('Choose an uploaded file to open it in OpenSign'),
    matchOnDescription: true,
  });
  if (choice?.link !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(choice.link));
  }
}

function outcomeItem(outcome: Outcome, origin: string): DetailItem {
  const { job } = outcome;
  switch (outcome.state) {
    case 'uploaded':
      return {
        label: job.file.name,
        iconPath: new vscode.ThemeIcon('check'),
        description: l10n.t('Uploaded'),
        detail:
          job.target === 'template'
            ? l10n.t('Template “{0}”, ID {1}', job.title, outcome.draft.id)
            : l10n.t('Draft document “{0}”, ID {1}', job.title, outcome.draft.id),
        link: webLink(outcome.draft, job.target, origin),
      };
    case 'failed':
      return {
        label: job.file.name,
        iconPath: new vscode.ThemeIcon('error'),
        description: outcome.error.kind === 'outcomeUnknown' ? l10n.t('Outcome unknown') : l10n.t('Failed'),
        detail: failureText(job, outcome.error, origin).message,
      };
    case 'refused':
      return refusedItem(outcome.refusal);
    case 'canceled':
      return {
        label: job.file.name,
        iconPath: new vscode.ThemeIcon('warning'),
        description: l10n.t('Canceled (may exist)'),
      };
    case 'notSent':
      return {
        label: job.file.name,
        iconPath: new vscode.ThemeIcon('circle-slash'),
        description: l10n.t('Not sent'),
      };
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
