import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import { fileBody, passwordField } from '../api/fileBody';
import type { StreamedBody } from '../api/streamedBody';
import { defined } from '../api/values';
import { askForPassword } from '../pdf/passwordStep';
import { inspectPdf, readInspected, RefusedFile, type FileReader } from '../pdf/pdfFile';
import { isOverAdvice, type SizeLimit } from '../pdf/sizeLimit';
import { askAboutSize } from '../pdf/sizeQuestion';
import { whileChecking } from '../pdf/whileChecking';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { showRefused } from './uploadResults';

export interface ReplacementOptions {
  /** Of the template. */
  readonly title: string;
  readonly environment: EnvironmentName;
  readonly limit: SizeLimit;
  readonly reader: FileReader;
  readonly log: Pick<Log, 'detach'>;
}

/** The request that replaces a template's PDF, and the file that the confirmation names. */
export interface Replacement {
  readonly body: StreamedBody;
  readonly fileName: string;
  /** The path that a symbolic link leads to. */
  readonly linkTarget?: string;
}

/**
 * Asks for a PDF, with the checks and the Sandbox warning of an upload. The caller confirms the write. Undefined when
 * the user cancels, or when the file is refused, which is shown.
 */
export async function prepareReplacement(options: ReplacementOptions): Promise<Replacement | undefined> {
  const { title, environment, limit, reader, log } = options;
  try {
    const where = environmentName(environment);
    const [uri] =
      (await vscode.window.showOpenDialog({
        title: l10n.t('OpenSign: Select the New PDF for “{0}” in {1}', title, where),
        openLabel: l10n.t('Replace in {0}', where),
        filters: { [l10n.t('PDF')]: ['pdf'] },
      })) ?? [];
    if (uri === undefined) {
      return undefined;
    }
    const file = await whileChecking((signal) => inspectPdf(uri, limit, reader, signal));
    if (isOverAdvice(environment, file.size) && (await askAboutSize([file], 1, limit, false)) !== 'upload') {
      return undefined;
    }
    const heading = l10n.t('Replace the PDF of “{0}” in {1}', title, where);
    const password = file.encrypted ? await askForPassword(heading, file) : '';
    if (password === undefined) {
      return undefined;
    }
    const bytes = await whileChecking((signal) => readInspected(file, limit, reader, signal));
    const { name: fileName, linkTarget } = file;
    return { body: fileBody(passwordField(password), bytes), fileName, ...defined({ linkTarget }) };
  } catch (error) {
    if (error instanceof RefusedFile) {
      log.detach('opensign.replaceTemplatePdf', showRefused([error]));
      return undefined;
    }
    if (isCanceled(error)) {
      return undefined;
    }
    throw error;
  }
}
