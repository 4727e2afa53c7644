import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { askNaming } from '../ui/question';
import { liveQuestion } from './dialogTexts';
import type { Job } from './draft';

/** Lets PDFs be chosen for an upload. Undefined when called off. */
export async function choosePdfs(environment: EnvironmentName): Promise<readonly vscode.Uri[] | undefined> {
  const where = environmentName(environment);
  return vscode.window.showOpenDialog({
    title: l10n.t('OpenSign: choose PDFs to upload to {0}', where),
    openLabel: l10n.t('Upload to {0}', where),
    canSelectMany: true,
    filters: pdfOnly(),
  });
}

/** Lets one PDF be chosen that takes the place of a template's. Undefined when called off. */
export async function choosePdfToReplace(
  title: string | undefined,
  environment: EnvironmentName,
): Promise<readonly vscode.Uri[] | undefined> {
  const where = environmentName(environment);
  return vscode.window.showOpenDialog({
    title:
      title === undefined
        ? l10n.t('OpenSign: choose the new PDF for the template in {0}', where)
        : l10n.t('OpenSign: choose the new PDF for “{0}” in {1}', title, where),
    openLabel: l10n.t('Replace in {0}', where),
    filters: pdfOnly(),
  });
}

function pdfOnly(): Record<string, string[]> {
  return { [l10n.t('PDF')]: ['pdf'] };
}

/** Asks whether to write to live: names the cost, every file, and where links lead. */
export async function confirmInLive(jobs: readonly Job[]): Promise<boolean> {
  const question = liveQuestion(jobs);
  return question !== undefined && (await askNaming(question));
}
