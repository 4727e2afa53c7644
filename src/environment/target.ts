import type { Account } from '../api/account';
import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { listApiUrls, parseBaseUrl } from '../api/baseUrl';
import { readBaseUrl, readBaseUrlText, writeBaseUrl } from './environmentSettings';

/** Where an operation on a token sends its requests. Read once at its start, because the setting may change. */
export interface Target {
  readonly environment: EnvironmentName;
  readonly url: string;
  readonly origin: string;
  readonly host: string;
  /** Where the API may be: several URLs of this origin if the base URL names no version. */
  readonly urls: readonly string[];
}

/** The base URL changed after an operation began, so its token isn't sent or stored. */
export class BaseUrlChangedError extends Error {
  override readonly name = 'BaseUrlChangedError';

  constructor(
    readonly target: Target,
    /** The new base URL. Undefined if it can't be used. */
    readonly now: string | undefined,
  ) {
    super('The base URL changed.');
  }
}

/** Throws an error of kind `badBaseUrl` if no request can be made. */
export function readTarget(environment: EnvironmentName): Target {
  return parseTarget(environment, readBaseUrlText(environment));
}

/** The target with `text` as the environment's base URL. Throws as {@link readTarget} does. */
export function parseTarget(environment: EnvironmentName, text: string): Target {
  const baseUrl = parseBaseUrl(text);
  if (!baseUrl.ok) {
    throw new OpenSignError('badBaseUrl', { environment });
  }
  const { url, origin, host } = baseUrl;
  return { environment, url, origin, host, urls: listApiUrls(text) };
}

/** Throws {@link BaseUrlChangedError} unless the base URL is still the one of `target`. */
export function assertUnchanged(target: Target): void {
  const now = readBaseUrl(target.environment);
  if (!now.ok || now.url !== target.url) {
    throw new BaseUrlChangedError(target, now.ok ? now.url : undefined);
  }
}

/** The result of checking a token. */
export interface Answer {
  /** Where an OpenSign API responded. */
  readonly url?: string;
  readonly result: Account | OpenSignError;
}

/**
 * Requests the account from each of the target's URLs once, until an OpenSign API responds. `beforeRequest` may throw
 * to stop. Rejects only for that and when canceled.
 */
export async function findApi(
  target: Target,
  clientFor: (url: string) => Pick<OpenSignClient, 'getAccount'>,
  signal: AbortSignal | undefined,
  beforeRequest: () => void = () => undefined,
): Promise<Answer> {
  let first: OpenSignError | undefined;
  for (const url of target.urls) {
    beforeRequest();
    try {
      return { url, result: await clientFor(url).getAccount(signal) };
    } catch (error) {
      if (!(error instanceof OpenSignError) || error.kind === 'canceled') {
        throw error;
      }
      first ??= error;
      const { status } = error.details;
      if (error.kind !== 'notOpenSign' && error.kind !== 'redirected') {
        // Only a real response shows that the API is there.
        return status === undefined || status >= 500 ? { result: error } : { url, result: error };
      }
    }
  }
  return { result: first ?? new OpenSignError('badBaseUrl', { environment: target.environment }) };
}

/**
 * Saves the URL of the API as the base URL, unless that already names a version or has changed. Never rejects, because
 * a token works without it: false if the settings can't be written, undefined if there was nothing to save.
 */
export async function saveFoundUrl(target: Target, url: string | undefined): Promise<boolean | undefined> {
  const { environment, urls } = target;
  const isCurrent = listApiUrls(readBaseUrlText(environment)).join() === urls.join();
  if (url === undefined || urls.length < 2 || !isCurrent) {
    return undefined;
  }
  try {
    await writeBaseUrl(environment, url);
    return true;
  } catch {
    return false;
  }
}
