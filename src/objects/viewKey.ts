import { OpenSignError } from '../api/errors';
import type { EnvironmentStatus } from '../environment/environments';
import type { ListState } from './listState';

/** Errors with a welcome text of the same name. */
const errorKeys = [
  'noToken',
  'otherOrigin',
  'offline',
  'timeout',
  'proxy',
  'certificate',
  'notOpenSign',
  'redirected',
  'subscription',
  'throttled',
  'server',
] as const;

/** Why a view is empty, or `ready`: the values of the views’ context keys. The manifest has a welcome text for each. */
export type ViewKey =
  (typeof errorKeys)[number] | 'loading' | 'rejected' | 'badUrl' | 'error' | 'empty' | 'ready';

/** What a view with one list shows. */
export function toViewKey(status: EnvironmentStatus, list: ListState): ViewKey {
  if (!status.baseUrl.ok) {
    return 'badUrl';
  }
  const { state } = status.token;
  // A rejected token is used only when the user refreshes; then the list reports the result.
  if (state === 'none' || state === 'otherOrigin' || (state === 'rejected' && list.kind === 'idle')) {
    return state === 'none' ? 'noToken' : state;
  }
  switch (list.kind) {
    case 'ready':
    case 'empty':
      return list.kind;
    case 'failed':
      return toErrorKey(list.error);
    default:
      return 'loading';
  }
}

/** Whether lists are read automatically, only when the user refreshes (`asked`), or not at all. */
export function mayLoad(status: EnvironmentStatus): 'automatic' | 'asked' | 'no' {
  if (!status.baseUrl.ok) {
    return 'no';
  }
  switch (status.token.state) {
    case 'valid':
    case 'unverified':
      return 'automatic';
    case 'rejected':
    case 'unknown':
      return 'asked';
    default:
      return 'no';
  }
}

/** What a view shows that has nothing but this error. */
export function toErrorKey(error: unknown): ViewKey {
  const kind = error instanceof OpenSignError ? error.kind : undefined;
  switch (kind) {
    case 'unauthorized':
      return 'rejected';
    case 'badBaseUrl':
      return 'badUrl';
    default:
      return errorKeys.find((key) => key === kind) ?? 'error';
  }
}

/** True for an error that every list of the environment would have. */
export function affectsEveryList(error: unknown): error is OpenSignError {
  return (
    error instanceof OpenSignError &&
    ['unauthorized', 'noToken', 'otherOrigin', 'badBaseUrl'].includes(error.kind)
  );
}
