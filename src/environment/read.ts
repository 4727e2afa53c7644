import type { OpenSignClient } from '../api/client';
import { withAnySignal } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { withCancel } from '../ui/progress';
import type { Environments } from './environments';

/**
 * Reads something of `environment` under a notification with a Cancel button. A change of environment ends it as
 * that button does, silently. Rejects as a read does.
 */
export async function readFrom<T>(
  environments: Pick<Environments, 'client' | 'onDidChangeActive'>,
  environment: EnvironmentName,
  title: string,
  work: (client: OpenSignClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const client = await environments.client(environment);
  const left = new AbortController();
  const subscription = environments.onDidChangeActive(() => left.abort());
  try {
    return await withCancel(title, (signal) =>
      withAnySignal([signal, left.signal], (either) => work(client, either)),
    );
  } finally {
    subscription.dispose();
  }
}
