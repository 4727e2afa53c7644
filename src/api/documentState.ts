import type { AuditEntry, Document, DocumentGroup } from './document';

/** What a document is at. `other`: the server uses a word that is not known here; it is shown as it is. */
export type DocumentState =
  | { readonly state: 'draft' | 'inProgress' | 'completed' | 'declined' | 'expired' | 'unknown' }
  | { readonly state: 'other'; readonly word: string };

const words: Readonly<Record<string, Exclude<DocumentState['state'], 'other'>>> = {
  draft: 'draft',
  'in-progress': 'inProgress',
  'in progress': 'inProgress',
  inprogress: 'inProgress',
  sent: 'inProgress',
  completed: 'completed',
  declined: 'declined',
  revoked: 'declined',
  expired: 'expired',
};

const groups: Readonly<Record<DocumentGroup, Exclude<DocumentState['state'], 'other'>>> = {
  draft: 'draft',
  inprogress: 'inProgress',
  completed: 'completed',
  declined: 'declined',
  expired: 'expired',
};

/**
 * The state by what the server says, else by the certificate, else by the list that the document was found in, else
 * unknown: never guessed. Servers of early 2025 send no status at all. Source: api.md 9.1.
 */
export function documentState(document: Document, group: DocumentGroup | undefined): DocumentState {
  if (document.status !== undefined) {
    const state = words[document.status.trim().toLowerCase()];
    return state === undefined ? { state: 'other', word: document.status } : { state };
  }
  if (document.certificate !== undefined) {
    return { state: 'completed' };
  }
  return { state: group === undefined ? 'unknown' : groups[group] };
}

/** How far a signer is. `noDetails`: the server does not tell. */
export type SignerState = 'signed' | 'viewed' | 'pending' | 'noDetails';

export interface SignerProgress {
  readonly state: SignerState;
  readonly audit?: AuditEntry;
}

/** How far the signer with this e-mail address is. Addresses are compared without regard to letter case. */
export function signerProgress(document: Document, email: string | undefined): SignerProgress {
  if (document.auditTrail === undefined || email === undefined) {
    return { state: 'noDetails' };
  }
  const wanted = email.trim().toLowerCase();
  const audit = document.auditTrail.find((entry) => entry.email.trim().toLowerCase() === wanted);
  if (audit?.signed !== undefined) {
    return { state: 'signed', audit };
  }
  if (audit?.viewed !== undefined) {
    return { state: 'viewed', audit };
  }
  return audit === undefined ? { state: 'pending' } : { state: 'pending', audit };
}

/** True when nothing about the document can change any more. Unknown words count as still going on. */
export function hasEnded(state: DocumentState): boolean {
  return state.state === 'completed' || state.state === 'declined' || state.state === 'expired';
}
