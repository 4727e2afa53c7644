import { OpenSignError } from '../api/errors';
import type { EnvironmentStatus } from '../environment/environments';
import type { ListState } from './pagedList';

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
export function mayLoad({ baseUrl, token: { state } }: EnvironmentStatus): 'automatic' | 'asked' | 'no' {
  if (!baseUrl.ok || state === 'none' || state === 'otherOrigin') {
    return 'no';
  }
  return state === 'valid' || state === 'unverified' ? 'automatic' : 'asked';
}

/** What a view shows that has nothing but this error. */
export function toErrorKey(error: unknown): ViewKey {
  const kind = error instanceof OpenSignError ? error.kind : undefined;
  if (kind === 'unauthorized' || kind === 'badBaseUrl') {
    return kind === 'unauthorized' ? 'rejected' : 'badUrl';
  }
  return errorKeys.find((key) => key === kind) ?? 'error';
}

/** True for an error that every list of the environment would have. */
export function affectsEveryList(error: unknown): error is OpenSignError {
  return (
    error instanceof OpenSignError &&
    ['unauthorized', 'noToken', 'otherOrigin', 'badBaseUrl'].includes(error.kind)
  );
}
