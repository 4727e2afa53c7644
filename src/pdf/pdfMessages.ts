import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { showErrorText, type ErrorAction, type ErrorText } from '../ui/errorMessage';
import { ask } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { withLateCancel } from '../ui/progress';
import { listed, paragraphs, type Question } from '../ui/question';
import { formatSize, formatSizeOver } from '../ui/text';
import { runWizard, textStep, type Step } from '../ui/wizard';
import {
  isOverAdvice,
  RefusedFile,
  sandboxAdvice,
  formatSizeIn,
  type PdfFile,
  type SizeLimit,
} from './pdfFile';

export const maxSizeSetting = 'opensign.upload.maxSize';

/** Names the file and says why it isn't uploaded. */
export function refusalText({ fileName, reason }: RefusedFile): string {
  switch (reason.kind) {
    case 'tooLarge':
      return tooLargeText(fileName, reason.size, reason.limit);
    case 'missing':
      return l10n.t('{0} wasn’t uploaded: it no longer exists.', fileName);
    case 'folder':
      return l10n.t('{0} wasn’t uploaded: it’s a folder. Select PDF files.', fileName);
    case 'notAFile':
      return l10n.t('{0} wasn’t uploaded: it isn’t a file.', fileName);
    case 'noAccess':
      return l10n.t('{0} wasn’t uploaded: no permission to read it.', fileName);
    case 'unreadable':
      return l10n.t('{0} wasn’t uploaded: it couldn’t be read.', fileName);
    case 'empty':
      return l10n.t('{0} wasn’t uploaded: it’s empty.', fileName);
    case 'notPdf':
      return l10n.t('{0} wasn’t uploaded: it isn’t a PDF (no PDF header).', fileName);
    case 'changed':
      return l10n.t('{0} wasn’t uploaded: it changed after it was checked. Upload it again.', fileName);
  }
}

function tooLargeText(fileName: string, size: number, limit: SizeLimit): string {
  const values = [fileName, formatSizeOver(size, limit.bytes), formatSize(limit.bytes)] as const;
  switch (limit.source) {
    case 'openSign':
      return l10n.t('{0} wasn’t uploaded: it’s {1}, and OpenSign accepts up to {2}.', ...values);
    case 'selfHosted':
      return l10n.t(
        '{0} wasn’t uploaded: it’s {1}. To send more than {2} to your own server, set the maximum size.',
        ...values,
      );
    case 'setting':
      return l10n.t('{0} wasn’t uploaded: it’s {1}, and your setting allows up to {2}.', ...values);
  }
}

/** {@link refusalText} with a button where the user can do something. */
export function refusalMessage(refused: RefusedFile): ErrorText {
  const message = refusalText(refused);
  return isBySetting(refused) ? { message, action: openSetting() } : { message };
}

/** The result of `work`. Undefined when a PDF is refused, which is shown. */
export async function catchRefusal<T>(
  log: Pick<Log, 'detach'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedFile)) {
      throw error;
    }
    log.detach('opensign.pdf', showErrorText(refusalMessage(error)));
    return undefined;
  }
}

/** True when the setting can raise the limit that is the reason. */
export function isBySetting({ reason }: RefusedFile): boolean {
  return reason.kind === 'tooLarge' && reason.limit.source !== 'openSign';
}

export function openSetting(): ErrorAction {
  const command = 'workbench.action.openSettings';
  return { title: l10n.t('Open Setting'), command, args: [maxSizeSetting] };
}

/** The question when `over`, of `count` files, are larger than OpenSign recommends for Sandbox. */
export function sizeQuestion(over: readonly PdfFile[], count: number, limit: SizeLimit): Question {
  const advice = formatSize(sandboxAdvice);
  const rule =
    limit.source === 'openSign'
      ? l10n.t(
          'OpenSign recommends Sandbox files of {0} or less, and accepts up to {1}.',
          advice,
          formatSize(limit.bytes),
        )
      : l10n.t('OpenSign recommends Sandbox files of {0} or less.', advice);
  const [first] = over;
  if (count === 1 && first !== undefined) {
    const size = formatSizeIn('sandbox', first.size);
    return { question: l10n.t('{0} is {1}. Upload it to Sandbox anyway?', first.name, size), detail: rule };
  }
  const lines = over.map(({ name, size }) => l10n.t('{0}: {1}', name, formatSizeIn('sandbox', size)));
  return {
    question: l10n.t('{0} of {1} PDFs are over {2}. Upload to Sandbox anyway?', over.length, count, advice),
    detail: paragraphs(listed(lines), rule),
  };
}

/** Asks {@link sizeQuestion}. Offers to switch to Live only where that makes sense. */
export async function askAboutSize(
  over: readonly PdfFile[],
  count: number,
  limit: SizeLimit,
  offerSwitch: boolean,
): Promise<'upload' | 'switch' | undefined> {
  const { question, detail } = sizeQuestion(over, count, limit);
  const upload = l10n.t('Upload Anyway');
  const live = l10n.t('Switch to Live');
  const choice = await ask(question, detail, upload, ...(offerSwitch ? [live] : []));
  return choice === upload ? 'upload' : choice === live ? 'switch' : undefined;
}

/**
 * Asks what the upload of one PDF needs: consent to its size in Sandbox, and its password. Resolves with the password,
 * which is empty when there is none, or with undefined when the user cancels.
 */
export async function askAboutPdf(
  file: PdfFile,
  environment: EnvironmentName,
  limit: SizeLimit,
  heading: string,
): Promise<string | undefined> {
  if (isOverAdvice(environment, file.size) && (await askAboutSize([file], 1, limit, false)) !== 'upload') {
    return undefined;
  }
  return file.encrypted ? askForPassword(heading, file) : '';
}

/** Shows a dialog to select PDFs. Undefined when the user cancels. */
export async function pickPdfs(
  title: string,
  openLabel: string,
  canSelectMany = false,
): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title,
    openLabel,
    canSelectMany,
    filters: { [l10n.t('PDF')]: ['pdf'] },
  });
}

/** Asks for an encrypted file's password; empty when it opens without one. Undefined when the user cancels. */
export async function askForPassword(heading: string, file: PdfFile): Promise<string | undefined> {
  const passwords = new Map<PdfFile, string>();
  const done = await runWizard(() => [passwordStep(heading, file, passwords)]);
  return done ? (passwords.get(file) ?? '') : undefined;
}

export function passwordStep(title: string, file: PdfFile, passwords: Map<PdfFile, string>): Step {
  const prompt = l10n.t(
    '{0} is encrypted. Enter its password, or leave this empty if it opens without one.',
    file.name,
  );
  const placeholder = l10n.t('PDF password');
  const value = passwords.get(file) ?? '';
  return textStep({ title, prompt, placeholder, value, password: true }, (password) =>
    passwords.set(file, password),
  );
}

/** Runs a check; a notification with Cancel appears only when it takes a while. Rejects as `work` does. */
export function whileChecking<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withLateCancel(l10n.t('Checking PDF…'), work);
}
