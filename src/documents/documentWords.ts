import type { Document, DocumentGroup } from '../api/document';
import type { DocumentState, SignerProgress } from '../api/documentState';
import type { Role } from '../api/template';
import { age, oneLine } from '../ui/text';
import { l10n } from '../ui/l10n';
import type { ListState } from '../objects/listState';

/** What a group is called, as in the web app. */
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

/** "12", "500+" when the server has more than was read; undefined before anything was. */
export function countText({ kind, items, hasMore }: ListState): string | undefined {
  if (kind !== 'ready' && kind !== 'empty') {
    return undefined;
  }
  return hasMore ? l10n.t('{0}+', items.length) : String(items.length);
}

/** What a document is at, within a sentence. A word that is not known here is the server's own. */
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

/** What a signer is called: by name, else by address, else by role, else by position. */
export function signerName(role: Role, index: number): string {
  const name = role.name ?? role.email ?? role.role;
  return name === undefined ? l10n.t('Signer {0}', index + 1) : oneLine(name);
}

/** "signed · 3 days ago" */
export function progressText({ state, audit }: SignerProgress, now: number): string {
  switch (state) {
    case 'signed':
      return since(l10n.t('signed'), audit?.signed, now);
    case 'viewed':
      return since(l10n.t('viewed'), audit?.viewed, now);
    case 'pending':
      return l10n.t('pending');
    case 'noDetails':
      return l10n.t('no details');
  }
}

/** When the document last changed, as far as that is known. */
export function ageOf({ updatedAt, createdAt }: Document, now: number): string | undefined {
  const changed = updatedAt ?? createdAt;
  return changed === undefined ? undefined : age(changed, now);
}

function since(what: string, moment: Document['updatedAt'], now: number): string {
  return moment === undefined ? what : l10n.t('{0} · {1}', what, age(moment, now));
}
