import type { EnvironmentName } from '../api/environmentName';

/** What makes a text unfit as a token. The format is undocumented, so little can be said. */
export type TokenProblem = 'blank' | 'whiteSpace';

/** What a pasted text comes to: without white space around it. */
export function normaliseToken(text: string): string {
  return text.trim();
}

export function tokenProblem(text: string): TokenProblem | undefined {
  const token = normaliseToken(text);
  if (token === '') {
    return 'blank';
  }
  // A header value can hold visible ASCII only; anything else would make `fetch` throw.
  return /^[\x21-\x7e]+$/.test(token) ? undefined : 'whiteSpace';
}

/**
 * The environment that a token looks made for, judged by its prefix; undefined when it tells nothing. Good enough
 * for a question, never for a refusal.
 */
export function looksLike(token: string): EnvironmentName | undefined {
  if (/^test\./.test(token)) {
    return 'sandbox';
  }
  return /^opensign\./.test(token) ? 'live' : undefined;
}
