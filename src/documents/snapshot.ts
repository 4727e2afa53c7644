import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress, type DocumentState, type SignerState } from '../api/documentState';

/** What of a document is worth a notification when it changes. No addresses, no links, no token: it's stored. */
export interface Snapshot {
  readonly title?: string;
  readonly state: DocumentState;
  /** How far the signers are, by their positions. */
  readonly signers: readonly SignerState[];
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
    signers: document.roles.map(({ email }) => signerProgress(document, email).state),
  };
}

/** What changed, undefined when nothing of interest did. */
export function difference(before: Snapshot, after: Snapshot): Difference | undefined {
  // With other signers, positions mean nothing.
  const sameSigners = after.signers.length === before.signers.length;
  const signers = (sameSigners ? after.signers : []).flatMap((state, index) => {
    const isNews = (state === 'viewed' || state === 'signed') && before.signers[index] !== state;
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
