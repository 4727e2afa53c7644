import { withAnySignal } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import { fileBody, passwordField, type StreamedBody } from '../api/streamedBody';
import { environmentName } from '../ui/names';
import { askAboutSize, askForPassword, whileChecking } from '../pdf/pdfMessages';
import { choosePdfToReplace } from './dialogs';
import { l10n } from '../ui/l10n';
import {
  inspectAll,
  isOverAdvice,
  readInspected,
  RefusedFile,
  type FileReader,
  type InspectedPdf,
  type SizeLimit,
} from '../pdf/pdfFile';
import { showRefused } from './resultMessage';

export interface ReplacementOptions {
  /** Of the template. */
  readonly title: string | undefined;
  readonly environment: EnvironmentName;
  readonly limit: SizeLimit;
  readonly reader: FileReader;
  readonly signal: AbortSignal;
  /** Takes care of a message that nobody waits for. */
  readonly detach: (message: Promise<void>) => void;
}

/** The request that replaces a template's PDF, and what has to be known of the file before it is sent. */
export interface Replacement {
  readonly body: StreamedBody;
  readonly fileName: string;
  /** The path that a symbolic link leads to. */
  readonly linkTarget?: string;
}

/** Makes the request that replaces a template's PDF. Undefined when called off, or refused in words. */
export async function prepareReplacement(options: ReplacementOptions): Promise<Replacement | undefined> {
  const { title, environment, limit, reader, signal } = options;
  try {
    const file = await chooseOne(options);
    if (file === undefined) {
      return undefined;
    }
    const agreed =
      !isOverAdvice(environment, file.size) || (await askAboutSize([file], 1, limit, false)) === 'upload';
    const where = environmentName(environment);
    const heading =
      title === undefined
        ? l10n.t('Replace the PDF in {0}', where)
        : l10n.t('Replace the PDF of “{0}” in {1}', title, where);
    const password = agreed && file.encrypted ? await askForPassword(heading, file) : '';
    if (!agreed || password === undefined) {
      return undefined;
    }
    return await whileChecking(async (cancel) => {
      const bytes = await withAnySignal([cancel, signal], (stop) => readInspected(file, limit, reader, stop));
      const { name, linkTarget } = file;
      return {
        body: fileBody(passwordField(password), bytes),
        fileName: name,
        ...(linkTarget === undefined ? {} : { linkTarget }),
      };
    });
  } catch (error) {
    if (error instanceof RefusedFile) {
      options.detach(showRefused([error]));
      return undefined;
    }
    if (isCanceled(error)) {
      return undefined;
    }
    throw error;
  }
}

async function chooseOne(options: ReplacementOptions): Promise<InspectedPdf | undefined> {
  const { title, environment, limit, reader, signal } = options;
  const uris = await choosePdfToReplace(title, environment);
  if (uris === undefined) {
    return undefined;
  }
  const { files, refused } = await whileChecking((cancel) =>
    withAnySignal([cancel, signal], (stop) => inspectAll(uris.slice(0, 1), limit, reader, stop)),
  );
  const [refusal] = refused;
  if (refusal !== undefined) {
    throw refusal;
  }
  return files[0];
}
