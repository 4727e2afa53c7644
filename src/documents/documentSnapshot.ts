import { maxPageSize, type OpenSignClient } from '../api/client';
import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress, type DocumentState, type SignerState } from '../api/documentState';
import { isEnvironmentName } from '../api/environmentName';
import { isObject, isObjectId, list, text, type JsonObject } from '../api/values';
import type { ObjectPlace } from '../objects/objectChanges';
import { withoutLinks } from './documentApi';

/** What the watch compares. It is stored, so it holds no addresses, links or tokens. */
export interface Snapshot {
  readonly title?: string;
  readonly state: DocumentState;
  /** The signers’ progress, by position. */
  readonly signers: readonly SignerState[];
}

/** A watched document as last seen. It is stored as JSON. */
export interface Watched extends ObjectPlace {
  readonly last: Snapshot;
}

export interface Difference {
  /** Present when the document’s state changed. */
  readonly state?: DocumentState;
  /** The signers who made progress, by position. */
  readonly signers: readonly { readonly index: number; readonly state: 'viewed' | 'signed' }[];
}

/** Where a sent document may be, the likeliest first. */
const sentGroups: readonly DocumentGroup[] = ['inprogress', 'declined', 'expired', 'completed'];

/**
 * Reads a document, and its group where only the lists show the state: servers of early 2025 return no status, and a
 * certificate only when it is completed. Rejects as a read does.
 */
export async function fetchStatus(
  { documents }: Pick<OpenSignClient, 'documents'>,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly document: Document; readonly group: DocumentGroup | undefined }> {
  const document = withoutLinks(await documents.get(id, signal));
  const groups = document.status !== undefined || document.certificate !== undefined ? [] : sentGroups;
  for (const group of groups) {
    // Lists are sorted by the last change, so a document that just changed is on the first page.
    const { items } = await documents.list(group, 0, maxPageSize, signal);
    if (items.some((item) => item.id === id)) {
      return { document, group };
    }
  }
  return { document, group: undefined };
}

export function toSnapshot(document: Document, group: DocumentGroup | undefined): Snapshot {
  return {
    ...(document.title === undefined ? {} : { title: document.title }),
    state: documentState(document, group),
    signers: document.roles.map(({ email }) => signerProgress(document, email).state),
  };
}

/** Undefined when nothing worth a notification changed. */
export function compareSnapshots(before: Snapshot, after: Snapshot): Difference | undefined {
  // With a different number of signers, positions can’t be compared.
  const sameSigners = after.signers.length === before.signers.length;
  const signers = (sameSigners ? after.signers : []).flatMap((state, index) => {
    const isProgress = (state === 'viewed' || state === 'signed') && before.signers[index] !== state;
    return isProgress ? [{ index, state }] : [];
  });
  if (isSameState(before.state, after.state)) {
    return signers.length === 0 ? undefined : { signers };
  }
  return { state: after.state, signers };
}

function isSameState(a: DocumentState, b: DocumentState): boolean {
  return a.state === 'other' && b.state === 'other' ? a.word === b.word : a.state === b.state;
}

export const documentStates: readonly DocumentState['state'][] = [
  'draft',
  'inProgress',
  'completed',
  'declined',
  'expired',
  'unknown',
  'other',
];
const signerStates: readonly SignerState[] = ['signed', 'viewed', 'pending', 'noDetails'];

/** Reads stored documents. Drops invalid ones, and signers’ addresses. */
export function parseWatched(value: unknown): readonly Watched[] {
  return list(value).flatMap((item) => {
    const entry: JsonObject = isObject(item) ? item : {};
    const last: JsonObject = isObject(entry.last) ? entry.last : {};
    const state = parseState(last.state);
    if (!isEnvironmentName(entry.environment) || !isObjectId(entry.id) || state === undefined) {
      return [];
    }
    const title = text(last.title);
    const signers = list(last.signers).flatMap(parseSigner);
    const { environment, id } = entry;
    return [{ environment, id, last: { ...(title === undefined ? {} : { title }), state, signers } }];
  });
}

function parseState(value: unknown): DocumentState | undefined {
  const state: JsonObject = isObject(value) ? value : {};
  const known = documentStates.find((candidate) => candidate === state.state);
  if (known === 'other') {
    return { state: 'other', word: text(state.word) ?? '' };
  }
  return known && { state: known };
}

/** Version 0.1.0 stored `{key, state}` with the signer’s address as the key. */
function parseSigner(value: unknown): readonly SignerState[] {
  const word = isObject(value) ? value.state : value;
  return signerStates.filter((candidate) => candidate === word);
}
