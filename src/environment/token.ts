import type { EnvironmentName } from '../api/environmentName';

/** What makes a text unfit as a token. The format is undocumented, so little can be checked. */
export type TokenProblem = 'blank' | 'whiteSpace';

/** A pasted text often has white space around it. */
export function normalizeToken(text: string): string {
  return text.trim();
}

export function tokenProblem(text: string): TokenProblem | undefined {
  const token = normalizeToken(text);
  if (token === '') {
    return 'blank';
  }
  // A header value can hold visible ASCII only. Anything else would make `fetch` throw.
  return /^[\x21-\x7e]+$/.test(token) ? undefined : 'whiteSpace';
}

/** The environment that a token's prefix suggests. Good enough for a question, never for a refusal. */
export function guessEnvironment(token: string): EnvironmentName | undefined {
  if (/^test\./.test(token)) {
    return 'sandbox';
  }
  return /^opensign\./.test(token) ? 'live' : undefined;
}

/**
 * The environment variables that generated code reads an environment's token and base URL from. Each environment has
 * its own pair, so that a changed value alone can't send one's token to the other's host.
 */
export function tokenVariable(environment: EnvironmentName): string {
  return environment === 'live' ? 'OPENSIGN_API_TOKEN' : 'OPENSIGN_SANDBOX_API_TOKEN';
}

/** See {@link tokenVariable}. The value is a base URL such as `https://host/api/v1.2`, without a slash at the end. */
export function baseUrlVariable(environment: EnvironmentName): string {
  return environment === 'live' ? 'OPENSIGN_BASE_URL' : 'OPENSIGN_SANDBOX_BASE_URL';
}
