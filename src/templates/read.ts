import type { OpenSignClient } from '../api/client';
import { withCancel } from '../ui/progress';
import type { TemplateNode } from './nodes';
import type { PickContext } from './pickTemplate';

/**
 * Reads something of a template under a notification with a Cancel button. A change of environment ends it as that
 * button does, silently. Rejects as a read does.
 */
export async function read<T>(
  { environments }: PickContext,
  node: TemplateNode,
  title: string,
  work: (client: OpenSignClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const client = await environments.client(node.environment);
  const left = new AbortController();
  const subscription = environments.onDidChangeActive(() => left.abort());
  try {
    return await withCancel(title, (signal) => work(client, AbortSignal.any([signal, left.signal])));
  } finally {
    subscription.dispose();
  }
}
