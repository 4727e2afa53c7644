import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Environments } from './environments';

/**
 * Refuses to go on with something of an environment that is not the active one any more. Asked when an operation
 * begins, and again right before it writes: a dialog may have been open for long.
 */
export function assertActive(environments: Pick<Environments, 'active'>, environment: EnvironmentName): void {
  if (environments.active !== environment) {
    throw new OpenSignError('otherEnvironment', { environment });
  }
}
