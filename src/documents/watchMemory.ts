import { isEnvironmentName } from '../api/environmentName';
import { isObject, isObjectId, list, text, type JsonObject } from '../api/values';
import type { DocumentState, SignerState } from '../api/documentState';
import type { Watched } from './documentWatch';
import type { SignerSnapshot } from './snapshot';

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

/** What was remembered of watched documents; whatever of it cannot be used is left out. */
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

function parseSigner(value: unknown): readonly SignerSnapshot[] {
  const signer: JsonObject = isObject(value) ? value : {};
  const key = text(signer.key);
  const state = signerStates.find((candidate) => candidate === signer.state);
  return key === undefined || state === undefined ? [] : [{ key, state }];
}
