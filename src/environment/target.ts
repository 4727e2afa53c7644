import type { Account } from '../api/account';
import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { listApiUrls, parseBaseUrl } from '../api/baseUrl';
import { readBaseUrl, readBaseUrlText, writeBaseUrl } from './environmentSettings';

/** Where an operation on an environment's token goes. Read once at its start; the setting may change meanwhile. */
export interface Target {
  readonly environment: EnvironmentName;
  readonly url: string;
  readonly origin: string;
  readonly host: string;
  /** Where the API may be: several, all of this origin, when the base URL names no version. */
  readonly urls: readonly string[];
}

/** The base URL changed between the start of an operation and the moment when it would have counted. */
export class BaseUrlChangedError extends Error {
  override readonly name = 'BaseUrlChangedError';

  constructor(
    readonly target: Target,
    /** Undefined when it can't be used now. */
    readonly now: string | undefined,
  ) {
    super('The base URL changed.');
  }
}

/** Rejects with kind `badBaseUrl` when no request can be made. */
export function readTarget(environment: EnvironmentName): Target {
  return parseTarget(environment, readBaseUrlText(environment));
}

/** The target that `text` stands for as the environment's base URL. */
export function parseTarget(environment: EnvironmentName, text: string): Target {
  const baseUrl = parseBaseUrl(text);
  if (!baseUrl.ok) {
    throw new OpenSignError('badBaseUrl', { environment });
  }
  const { url, origin, host } = baseUrl;
  return { environment, url, origin, host, urls: listApiUrls(text) };
}

/** Throws {@link BaseUrlChangedError} unless the environment is where it was when `target` was read. */
export function assertUnchanged(target: Target): void {
  const now = readBaseUrl(target.environment);
  if (!now.ok || now.url !== target.url) {
    throw new BaseUrlChangedError(target, now.ok ? now.url : undefined);
  }
}

/** What a server said about a token. */
export interface Answer {
  /** Where an OpenSign API answered; undefined when none did. */
  readonly url?: string;
  readonly result: Account | OpenSignError;
}

/**
 * Asks each of the target's URLs once, until an OpenSign API answers. Rejects when it is canceled, and with what
 * `mayAsk`, called before each request, throws.
 */
export async function findApi(
  target: Target,
  clientFor: (url: string) => Pick<OpenSignClient, 'getAccount'>,
  signal: AbortSignal | undefined,
  mayAsk: () => void = () => undefined,
): Promise<Answer> {
  let first: OpenSignError | undefined;
  for (const url of target.urls) {
    mayAsk();
    try {
      return { url, result: await clientFor(url).getAccount(signal) };
    } catch (error) {
      if (!(error instanceof OpenSignError) || error.kind === 'canceled') {
        throw error;
      }
      first ??= error;
      const { status } = error.details;
      if (error.kind !== 'notOpenSign' && error.kind !== 'redirected') {
        // Without a status nobody answered, and a server in trouble says nothing about its versions.
        return status === undefined || status >= 500 ? { result: error } : { url, result: error };
      }
    }
  }
  return { result: first ?? new OpenSignError('badBaseUrl', { environment: target.environment }) };
}

/**
 * Puts where the API was found into the settings, unless they name a version already or have changed. Never rejects,
 * for a token is good without it: false when the settings can't be written, undefined when there was nothing to write.
 */
export async function saveFoundUrl(target: Target, url: string | undefined): Promise<boolean | undefined> {
  if (url === undefined || target.urls.length < 2 || !isCurrent(target)) {
    return undefined;
  }
  try {
    await writeBaseUrl(target.environment, url);
    return true;
  } catch {
    return false;
  }
}

function isCurrent(target: Target): boolean {
  return listApiUrls(readBaseUrlText(target.environment)).join() === target.urls.join();
}
