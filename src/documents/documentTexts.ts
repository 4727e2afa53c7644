import type * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress, type DocumentState, type SignerProgress } from '../api/documentState';
import type { Role } from '../api/template';
import type { ListState } from '../objects/pagedList';
import type { ObjectTarget } from '../objects/objectChanges';
import { objectTooltip } from '../objects/objectTree';
import { age, oneLine } from '../ui/text';
import { l10n } from '../ui/l10n';
import { plain } from '../ui/inertText';

/** The group’s name in the web app. */
export function groupName(group: DocumentGroup): string {
  switch (group) {
    case 'inprogress':
      return l10n.t('In Progress');
    case 'completed':
      return l10n.t('Completed');
    case 'declined':
      return l10n.t('Declined');
    case 'expired':
      return l10n.t('Expired');
    case 'draft':
      return l10n.t('Draft');
  }
}

/** “12”, or “500+” when the server has more than was read. Undefined before anything was read. */
export function countText({ kind, items, hasMore }: ListState): string | undefined {
  if (kind !== 'ready' && kind !== 'empty') {
    return undefined;
  }
  return hasMore ? l10n.t('{0}+', items.length) : String(items.length);
}

/** A state within a sentence. An unknown status is shown as it is. */
export function stateText(state: DocumentState): string {
  switch (state.state) {
    case 'draft':
      return l10n.t('a draft');
    case 'inProgress':
      return l10n.t('in progress');
    case 'completed':
      return l10n.t('completed');
    case 'declined':
      return l10n.t('declined');
    case 'expired':
      return l10n.t('expired');
    case 'unknown':
      return l10n.t('in an unknown state');
    case 'other':
      return oneLine(state.word);
  }
}

/** A signer’s name, email, role or position. */
export function signerName(role: Role, index: number): string {
  const name = role.name ?? role.email ?? role.role;
  return name === undefined ? l10n.t('Signer {0}', index + 1) : oneLine(name);
}

/** “signed · 3 days ago” */
export function progressText({ state, audit }: SignerProgress, now: number): string {
  const withAge = (text: string, moment: Document['updatedAt']) =>
    moment === undefined ? text : l10n.t('{0} · {1}', text, age(moment, now));
  switch (state) {
    case 'signed':
      return withAge(l10n.t('signed'), audit?.signed);
    case 'viewed':
      return withAge(l10n.t('viewed'), audit?.viewed);
    case 'pending':
      return l10n.t('pending');
    case 'noDetails':
      return l10n.t('no details');
  }
}

/** When the document last changed, if known. */
export function ageText({ updatedAt, createdAt }: Document, now: number): string | undefined {
  const changed = updatedAt ?? createdAt;
  return changed === undefined ? undefined : age(changed, now);
}

export function documentTooltip(
  target: ObjectTarget<unknown>,
  group: DocumentGroup,
  document: Document,
  now: number,
): vscode.MarkdownString {
  const { roles, templateId } = document;
  const signers = roles.map((role, index) => {
    const progress = progressText(signerProgress(document, role.email), now);
    return `* ${plain(l10n.t('{0}: {1}', signerName(role, index), progress))}`;
  });
  const isPlainId = templateId !== undefined && /^\w+$/.test(templateId);
  return objectTooltip(target, document, {
    status: plain(l10n.t('State: {0}', stateText(documentState(document, group)))),
    details: [signers.length === 0 ? undefined : signers.join('\n')],
    origin: isPlainId ? `${plain(l10n.t('Template:'))} \`${templateId}\`` : undefined,
  });
}
