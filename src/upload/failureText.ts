import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import { errorText, type ErrorAction, type ErrorText } from '../ui/errorMessage';
import { draftsPage, type Job } from './draft';
import { titleProblem } from '../ui/title';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { formatSize } from '../ui/text';
import { openSignLimit } from '../pdf/pdfFile';

/** The words for an upload that failed, with what is likely to be wrong and where to look. */
export function failureText(job: Job, error: OpenSignError, origin: string): ErrorText {
  const text = errorText(error);
  switch (error.kind) {
    case 'outcomeUnknown':
      return { message: text.message, action: showList(job, origin) };
    case 'invalidRequest':
      return { ...text, message: [text.message, ...suspicions(job)].join(' ') };
    default:
      return text;
  }
}

/** The words for an upload that was canceled on its way. */
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
      : environment === 'live'
        ? l10n.t(
            'Canceled while uploading “{0}”. The draft may still exist in {1} and may have used a credit, so check Drafts before you upload it again.',
            title,
            where,
          )
        : l10n.t(
            'Canceled while uploading “{0}”. The draft may still exist in {1}, so check Drafts before you upload it again.',
            title,
            where,
          );
  return { message, action: showList(job, origin), severity: 'warning' };
}

/** OpenSign rarely says what it dislikes; these are the usual reasons. */
function suspicions({ title, file, password }: Job): readonly string[] {
  const found: string[] = [];
  if (file.size > openSignLimit) {
    const [size, common] = [formatSize(file.size), formatSize(openSignLimit)];
    found.push(
      l10n.t(
        'The size ({0}) is the likely reason: some servers reject files over {1} like this.',
        size,
        common,
      ),
    );
  }
  if (titleProblem(title) !== undefined) {
    found.push(l10n.t('The title may be the reason: it is long, or has no Latin letters or digits.'));
  }
  if (file.encrypted) {
    found.push(
      password === undefined || password === ''
        ? l10n.t('The PDF is encrypted, so it may need a password.')
        : l10n.t('The password of the PDF may be wrong.'),
    );
  }
  return found;
}

function showList({ target }: Job, origin: string): ErrorAction {
  return target === 'template' ? showTemplates() : showDrafts(origin);
}

function showTemplates(): ErrorAction {
  return { title: l10n.t('Show Templates'), command: 'opensign.templates.focus', args: [] };
}

function showDrafts(origin: string): ErrorAction {
  return {
    title: l10n.t('Show Drafts in OpenSign'),
    command: 'vscode.open',
    args: [vscode.Uri.parse(draftsPage(origin))],
  };
}
