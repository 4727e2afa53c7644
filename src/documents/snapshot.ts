import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress, type DocumentState, type SignerState } from '../api/documentState';

/** How far one signer is. */
export interface SignerSnapshot {
  /** The address in lower case, else the position: tells the signers of one document apart. */
  readonly key: string;
  readonly state: SignerState;
}

/** What of a document is worth a notification when it changes. No links, no token. */
export interface Snapshot {
  readonly title?: string;
  readonly state: DocumentState;
  readonly signers: readonly SignerSnapshot[];
}

/** What became of a document between two looks at it. */
export interface Difference {
  /** Present when its state is another one. */
  readonly state?: DocumentState;
  /** Positions of the signers who got further, with what they have done. */
  readonly signers: readonly { readonly index: number; readonly state: 'viewed' | 'signed' }[];
}

export function snapshotOf(document: Document, group: DocumentGroup | undefined): Snapshot {
  return {
    ...(document.title === undefined ? {} : { title: document.title }),
    state: documentState(document, group),
    signers: document.roles.map(({ email }, index) => ({
      key: email?.trim().toLowerCase() ?? `#${String(index)}`,
      state: signerProgress(document, email).state,
    })),
  };
}

/** What changed, undefined when nothing of interest did. */
export function difference(before: Snapshot, after: Snapshot): Difference | undefined {
  const signers = after.signers.flatMap(({ key, state }, index) => {
    const known = before.signers.find((signer) => signer.key === key)?.state;
    const isNews = (state === 'viewed' || state === 'signed') && known !== state;
    return isNews ? [{ index, state }] : [];
  });
  const sameState = after.state.state === before.state.state && wordOf(after.state) === wordOf(before.state);
  if (sameState) {
    return signers.length === 0 ? undefined : { signers };
  }
  return { state: after.state, signers };
}

function wordOf(state: DocumentState): string | undefined {
  return state.state === 'other' ? state.word : undefined;
}
