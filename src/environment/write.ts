import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { withCancel } from '../ui/progress';
import { assertActive } from './active';
import type { Environments } from './environments';

/**
 * Changes something of `environment`, which has to be the active one still, under a notification with a Cancel
 * button. `after` is called whatever comes of it, also when it was canceled or no answer came: what is shown has to
 * be read again then. Rejects as a write does.
 */
export async function writeTo<T>(
  environments: Pick<Environments, 'active' | 'client'>,
  environment: EnvironmentName,
  title: string,
  work: (client: OpenSignClient, signal: AbortSignal) => Promise<T>,
  after: () => void,
): Promise<T> {
  const client = await environments.client(environment);
  assertActive(environments, environment);
  try {
    return await withCancel(title, (signal) => work(client, signal));
  } finally {
    after();
  }
}
