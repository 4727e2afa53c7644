import { showErrorText, type ErrorAction, type ErrorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { RefusedFile } from './pdfFile';
import { formatSize, formatSizeOver } from '../ui/size';
import type { SizeLimit } from './sizeLimit';

/** The setting that a size limit may come from. */
export const maxSizeSetting = 'opensign.upload.maxSize';

/** A sentence that names the file and says why it is not uploaded. */
export function refusalText({ fileName, reason }: RefusedFile): string {
  switch (reason.kind) {
    case 'tooLarge':
      return tooLargeText(fileName, reason.size, reason.limit);
    case 'missing':
      return l10n.t('{0} does not exist any more, so it was not uploaded.', fileName);
    case 'folder':
      return l10n.t('{0} is a folder, so it was not uploaded. Choose PDF files.', fileName);
    case 'notAFile':
      return l10n.t('{0} is not a file, so it was not uploaded.', fileName);
    case 'noAccess':
      return l10n.t('{0} may not be read, so it was not uploaded.', fileName);
    case 'unreadable':
      return l10n.t('{0} could not be read, so it was not uploaded.', fileName);
    case 'empty':
      return l10n.t('{0} is empty, so it was not uploaded.', fileName);
    case 'notPdf':
      return l10n.t('{0} is not a PDF (it has no PDF header), so it was not uploaded.', fileName);
    case 'changed':
      return l10n.t('{0} changed after it was checked, so it was not uploaded. Upload it anew.', fileName);
  }
}

function tooLargeText(fileName: string, size: number, limit: SizeLimit): string {
  const shown = formatSizeOver(size, limit.bytes);
  const allowed = formatSize(limit.bytes);
  switch (limit.source) {
    case 'openSign':
      return l10n.t(
        '{0} wasn’t uploaded: it’s {1}, and OpenSign accepts up to {2}.',
        fileName,
        shown,
        allowed,
      );
    case 'selfHosted':
      return l10n.t(
        '{0} wasn’t uploaded: it’s {1}. To send more than {2} to your own server, set the maximum size.',
        fileName,
        shown,
        allowed,
      );
    case 'setting':
      return l10n.t(
        '{0} wasn’t uploaded: it’s {1}, and your setting allows up to {2}.',
        fileName,
        shown,
        allowed,
      );
  }
}

/** {@link refusalText} with a way on where there is one. */
export function refusalMessage(refused: RefusedFile): ErrorText {
  const message = refusalText(refused);
  return isBySetting(refused) ? { message, action: openSetting() } : { message };
}

/** The result of `work`. Undefined when it rejects because a PDF can’t be sent, which is shown. */
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

/** Opens the setting that limits the size. */
export function openSetting(): ErrorAction {
  const command = 'workbench.action.openSettings';
  return { title: l10n.t('Open Setting'), command, args: [maxSizeSetting] };
}
