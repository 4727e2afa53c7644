import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { dateTime } from '../ui/text';
import { l10n, passage } from '../ui/l10n';
import { plain } from '../ui/inertText';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { progressText, signerName, stateText } from './documentWords';

/** What there is to know of a document. Everything the server said appears as plain text, whatever it contains. */
export function documentTooltip(
  environment: EnvironmentName,
  group: DocumentGroup,
  document: Document,
  now: number,
): vscode.MarkdownString {
  const lines: string[] = [
    `**${plain(titleOf(document))}**`,
    plain(l10n.t('State: {0}', stateText(documentState(document, group)))),
  ];
  if (document.note !== undefined) {
    lines.push(plain(l10n.t('Note: {0}', passage(document.note))));
  }
  if (document.roles.length > 0) {
    const signers = document.roles.map((role, index) => {
      const progress = progressText(signerProgress(document, role.email), now);
      return `* ${plain(l10n.t('{0}: {1}', signerName(role, index), progress))}`;
    });
    lines.push(signers.join('\n'));
  }
  const dates = [
    document.createdAt && l10n.t('Created {0}', dateTime(document.createdAt)),
    document.updatedAt && l10n.t('Updated {0}', dateTime(document.updatedAt)),
  ].filter((date) => date !== undefined);
  if (dates.length > 0) {
    lines.push(plain(dates.join(' · ')));
  }
  // Ids are letters and digits, so they need no escaping, and as code they can be told from the words.
  if (document.templateId !== undefined && /^\w+$/.test(document.templateId)) {
    lines.push(`${plain(l10n.t('Template:'))} \`${document.templateId}\``);
  }
  lines.push(`${plain(l10n.t('ID in {0}:', environmentName(environment)))} \`${document.id}\``);
  return new vscode.MarkdownString(lines.join('\n\n'));
}
