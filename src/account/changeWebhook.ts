import type { OpenSignClient } from '../api/client';
import { isCanceled, OpenSignError } from '../api/errors';

/** What changing a webhook needs of a client. */
export type WebhookClient = Pick<OpenSignClient['webhook'], 'get' | 'set' | 'delete'>;

/**
 * `done`: the server shows what was asked for. `other`: it accepted the change, and shows something else.
 * `unseen`: it accepted the change, and could not be asked what came of it.
 */
export type WebhookOutcome = 'done' | 'other' | 'unseen';

/**
 * Sets the URL, or removes it when `url` is undefined, and reads back what is true then. When the answer to the
 * change got lost, reading back decides; rejects as the write did when it does not show the change.
 */
export async function changeWebhook(
  webhook: WebhookClient,
  url: string | undefined,
  signal: AbortSignal,
): Promise<WebhookOutcome> {
  const write = () => (url === undefined ? webhook.delete(signal) : webhook.set(url, signal));
  let lost: OpenSignError | undefined;
  try {
    await write();
  } catch (error) {
    if (!(error instanceof OpenSignError && error.kind === 'outcomeUnknown')) {
      throw error;
    }
    lost = error;
  }
  let now: string | undefined;
  try {
    now = await webhook.get(signal);
  } catch (error) {
    if (lost !== undefined) {
      throw lost;
    }
    if (isCanceled(error) || error instanceof OpenSignError) {
      return 'unseen';
    }
    throw error;
  }
  if (now === url) {
    return 'done';
  }
  if (lost !== undefined) {
    throw lost;
  }
  return 'other';
}
