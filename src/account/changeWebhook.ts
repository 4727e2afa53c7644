import { isLoopback } from '../api/baseUrl';
import type { OpenSignClient } from '../api/client';
import { hasKind, OpenSignError } from '../api/errors';

/** Why a text can't be used as a webhook URL. The server checks nothing, so all of it is checked here. */
export type WebhookUrlProblem = 'empty' | 'malformed' | 'notHttps';

export function checkWebhookUrl(text: string): WebhookUrlProblem | undefined {
  const url = text.trim();
  if (url === '') {
    return 'empty';
  }
  if (/\s/.test(url) || !/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    return 'malformed';
  }
  return new URL(url).protocol === 'https:' ? undefined : 'notHttps';
}

/** OpenSign's servers can't reach a URL of this machine. */
export function isOwnMachine(text: string): boolean {
  const url = text.trim();
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** UTF-16 units of a URL in a question, of which two fit. The last ones matter as much as the first. */
const longestUrl = 300;
const urlStart = 180;

/** A long URL with an ellipsis in its middle, so that both its ends can be checked. */
export function shortenUrl(url: string): string {
  return url.length > longestUrl ? `${url.slice(0, urlStart)}…${url.slice(urlStart + 1 - longestUrl)}` : url;
}

/**
 * `done`: the server reports the change. `other`: it accepted the change, but reports a different URL. `unseen`: it
 * accepted the change, but the result couldn't be read.
 */
export type WebhookOutcome = 'done' | 'other' | 'unseen';

/**
 * Sets the URL, or removes it if `url` is undefined, and reads it back. If the response to the change got lost, what
 * was read decides. Rejects as the write did if that doesn't show the change.
 */
export async function changeWebhook(
  webhook: Pick<OpenSignClient['webhook'], 'get' | 'set' | 'delete'>,
  url: string | undefined,
  signal: AbortSignal,
): Promise<WebhookOutcome> {
  let lost: OpenSignError | undefined;
  try {
    await (url === undefined ? webhook.delete(signal) : webhook.set(url, signal));
  } catch (error) {
    if (!hasKind(error, 'outcomeUnknown')) {
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
    if (error instanceof OpenSignError) {
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
