import type { AuditEntry, Document, DocumentGroup } from './document';

/** `other`: the server sends a status that isn't known here, and it is shown as it is. */
export type DocumentState =
  { readonly state: KnownState } | { readonly state: 'other'; readonly word: string };

type KnownState = 'draft' | 'inProgress' | 'completed' | 'declined' | 'expired' | 'unknown';

const states: ReadonlyMap<string, KnownState> = new Map<string, KnownState>([
  ['draft', 'draft'],
  ['in-progress', 'inProgress'],
  ['in progress', 'inProgress'],
  ['inprogress', 'inProgress'],
  ['sent', 'inProgress'],
  ['completed', 'completed'],
  ['declined', 'declined'],
  ['revoked', 'declined'],
  ['expired', 'expired'],
]);

/**
 * The state from the server's status, else the certificate, else the list that the document was found in, else
 * unknown: never guessed. Servers of early 2025 send no status. Source: api.md 9.1.
 */
export function documentState(document: Document, group: DocumentGroup | undefined): DocumentState {
  if (document.status !== undefined) {
    const state = states.get(document.status.trim().toLowerCase());
    return state === undefined ? { state: 'other', word: document.status } : { state };
  }
  if (document.certificate !== undefined) {
    return { state: 'completed' };
  }
  return { state: states.get(group ?? '') ?? 'unknown' };
}

/** `noDetails`: the server doesn't report it. */
export type SignerState = 'signed' | 'viewed' | 'pending' | 'noDetails';

export interface SignerProgress {
  readonly state: SignerState;
  readonly audit?: AuditEntry;
}

/** How far the signer with this email address is. Ignores case. */
export function signerProgress(document: Document, email: string | undefined): SignerProgress {
  if (document.auditTrail === undefined || email === undefined) {
    return { state: 'noDetails' };
  }
  const wanted = email.trim().toLowerCase();
  const audit = document.auditTrail.find((entry) => entry.email.trim().toLowerCase() === wanted);
  if (audit === undefined) {
    return { state: 'pending' };
  }
  const state = audit.signed !== undefined ? 'signed' : audit.viewed !== undefined ? 'viewed' : 'pending';
  return { state, audit };
}

/** True when nothing about the document can change. Unknown states count as still in progress. */
export function hasEnded(state: DocumentState): boolean {
  return state.state === 'completed' || state.state === 'declined' || state.state === 'expired';
}
