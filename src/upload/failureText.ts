import * as vscode from 'vscode';
import type { OpenSignError } from '../api/errors';
import { errorText, type ErrorText } from '../ui/errorMessage';
import { draftsPage, type Job } from './draft';
import { titleProblem } from '../api/title';
import { l10n } from '../ui/l10n';

/** The words for an upload that failed, with what is likely to be wrong and where to look. */
export function failureText(job: Job, error: OpenSignError, origin: string): ErrorText {
  const text = errorText(error);
  switch (error.kind) {
    case 'outcomeUnknown':
      return {
        message: text.message,
        action: job.target === 'template' ? showTemplates() : showDrafts(origin),
      };
    case 'invalidRequest':
      return { ...text, message: [text.message, ...suspicions(job)].join(' ') };
    default:
      return text;
  }
}

/** OpenSign rarely says what it dislikes; these are the usual reasons. */
function suspicions({ title, file, password }: Job): readonly string[] {
  const found: string[] = [];
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

function showTemplates() {
  return { title: l10n.t('Show Templates'), command: 'opensign.templates.focus', args: [] };
}

function showDrafts(origin: string) {
  return {
    title: l10n.t('Show Drafts in OpenSign'),
    command: 'vscode.open',
    args: [vscode.Uri.parse(draftsPage(origin))],
  };
}
