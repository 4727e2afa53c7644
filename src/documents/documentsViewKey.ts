import { OpenSignError } from '../api/errors';
import type { EnvironmentStatus } from '../environment/environments';
import { keyOfError, viewKeyOf, type ViewKey } from '../objects/viewKey';
import { nothingYet, type ListState } from '../objects/listState';

/**
 * What the view has to show, from what is known of the environment and of its groups. Only what keeps every group
 * from being read empties the view; other trouble is told inside the group that has it.
 */
export function documentsKeyOf(status: EnvironmentStatus, groups: readonly ListState[]): ViewKey {
  const beforeReading = viewKeyOf(status, nothingYet);
  if (beforeReading !== 'loading' && beforeReading !== 'rejected') {
    return beforeReading;
  }
  const isBusy = groups.some(({ busy }) => busy !== undefined);
  const error = groups.map((group) => group.error).find(concernsAll);
  if (error !== undefined) {
    return isBusy ? 'loading' : keyOfError(error);
  }
  if (groups.some(({ kind }) => kind === 'ready' || kind === 'empty')) {
    return 'ready';
  }
  if (beforeReading === 'rejected') {
    return isBusy ? 'loading' : 'rejected';
  }
  return status.token.state === 'unknown' ? 'loading' : 'ready';
}

/** True for an error that every other group would have as well. */
export function concernsAll(error: unknown): error is OpenSignError {
  return (
    error instanceof OpenSignError &&
    ['unauthorized', 'noToken', 'otherOrigin', 'badBaseUrl'].includes(error.kind)
  );
}
