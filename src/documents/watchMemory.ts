import { isEnvironmentName } from '../api/environmentName';
import { isObject, isObjectId, list, text, type JsonObject } from '../api/values';
import type { DocumentState, SignerState } from '../api/documentState';
import type { Watched } from './documentWatch';

const states: readonly DocumentState['state'][] = [
  'draft',
  'inProgress',
  'completed',
  'declined',
  'expired',
  'unknown',
  'other',
];
const signerStates: readonly SignerState[] = ['signed', 'viewed', 'pending', 'noDetails'];

/** What was remembered of watched documents, without what can't be used and without signers' addresses. */
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
  const known = states.find((candidate) => candidate === state.state);
  if (known === 'other') {
    return { state: 'other', word: text(state.word) ?? '' };
  }
  return known && { state: known };
}

/** Version 0.1.0 stored `{key, state}`, with the signer's address as the key. */
function parseSigner(value: unknown): readonly SignerState[] {
  const word = isObject(value) ? value.state : value;
  return signerStates.filter((candidate) => candidate === word);
}
