import { OpenSignError } from '../api/errors';
import type { EnvironmentStatus } from '../environment/environments';
import type { ListState } from './listState';

/** Why a view is empty, or `ready`: the values of the views' context keys. The manifest has a welcome text for each. */
export type ViewKey =
  | 'loading'
  | 'noToken'
  | 'rejected'
  | 'otherOrigin'
  | 'badUrl'
  | 'offline'
  | 'timeout'
  | 'proxy'
  | 'certificate'
  | 'notOpenSign'
  | 'redirected'
  | 'subscription'
  | 'throttled'
  | 'server'
  | 'error'
  | 'empty'
  | 'ready';

/** What the view has to show, from what is known of the environment and of its list. */
export function viewKeyOf(status: EnvironmentStatus, list: ListState): ViewKey {
  if (!status.baseUrl.ok) {
    return 'badUrl';
  }
  switch (status.token.state) {
    case 'none':
      return 'noToken';
    case 'otherOrigin':
      return 'otherOrigin';
    case 'rejected':
      // Nothing is read by itself with a token that was rejected; when the user asks for it, the list tells.
      if (list.kind === 'idle') {
        return 'rejected';
      }
      break;
    default:
  }
  switch (list.kind) {
    case 'ready':
    case 'empty':
      return list.kind;
    case 'failed':
      return keyOfError(list.error);
    default:
      return 'loading';
  }
}

/** `automatic`: a reading may begin by itself. `asked`: only when the user wants it. `no`: no request can be made. */
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

/** What a view shows that has nothing to show but this error. */
export function keyOfError(error: unknown): ViewKey {
  const kind = error instanceof OpenSignError ? error.kind : undefined;
  switch (kind) {
    case 'unauthorized':
      return 'rejected';
    case 'badBaseUrl':
      return 'badUrl';
    case 'noToken':
    case 'otherOrigin':
    case 'offline':
    case 'timeout':
    case 'proxy':
    case 'certificate':
    case 'notOpenSign':
    case 'redirected':
    case 'subscription':
    case 'throttled':
    case 'server':
      return kind;
    default:
      return 'error';
  }
}
