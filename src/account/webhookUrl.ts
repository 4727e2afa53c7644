import { isLoopback } from '../api/baseUrl';

/** What makes a text unfit as the URL of a webhook. The server checks nothing, so all of it is checked here. */
export type WebhookUrlProblem = 'empty' | 'malformed' | 'notHttps';

export function webhookUrlProblem(text: string): WebhookUrlProblem | undefined {
  const url = text.trim();
  if (url === '') {
    return 'empty';
  }
  if (/\s/.test(url) || !/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    return 'malformed';
  }
  return new URL(url).protocol === 'https:' ? undefined : 'notHttps';
}

/** True for a URL of this machine: OpenSign's servers, which make the calls, do not get there. */
export function isThisMachine(text: string): boolean {
  const url = text.trim();
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}
