import type { EnvironmentName } from './environmentName';

/** What went wrong, in terms of what the user can do about it. */
export type ErrorKind =
  /** The environment rejected the token (405, or 401/403 that speaks of the token). */
  | 'unauthorized'
  | 'notFound'
  /** It exists already (401 in OpenSign's vocabulary). */
  | 'conflict'
  | 'invalidRequest'
  /** Out of credits. */
  | 'quota'
  | 'subscription'
  /** Too many requests in too short a time; waiting helps. */
  | 'throttled'
  | 'tooLarge'
  | 'offline'
  | 'proxy'
  | 'certificate'
  | 'timeout'
  /** Something answers at this URL, but it is not OpenSign's API. */
  | 'notOpenSign'
  /** The server is OpenSign's, but an older one without this function. */
  | 'unsupported'
  /** A redirect was refused, so that the token goes nowhere else. */
  | 'redirected'
  | 'server'
  | 'canceled'
  /** A write was sent and no answer came back: it may or may not have happened. */
  | 'outcomeUnknown'
  /** A file that should be a PDF is none, or came from an address that is not trusted. */
  | 'badFile'
  | 'noToken'
  /** The stored token belongs to another origin than the one that is configured now. */
  | 'otherOrigin'
  | 'badBaseUrl'
  /** The object belongs to an environment that is not the active one. */
  | 'otherEnvironment';

export interface ErrorDetails {
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** The server's own words: one line, at most 300 characters, no token, no link. Never an HTML body. */
  readonly serverMessage?: string;
  /** System or library code such as `ENOTFOUND`. */
  readonly code?: string;
  /** Host that the message should name. */
  readonly host?: string;
  /** Id of the object that exists already (`conflict`). */
  readonly objectId?: string;
  /** Milliseconds after which the server allows another try (`throttled`, `server`). */
  readonly retryAfterMs?: number;
  /** Limit in bytes (`tooLarge`). */
  readonly limit?: number;
  /** Time limit in milliseconds (`timeout`, `outcomeUnknown`). */
  readonly timeoutMs?: number;
  readonly environment?: EnvironmentName;
  /** A write was canceled after all of it had been sent, so it may have been carried out (`canceled`). */
  readonly mayHaveHappened?: true;
}

/**
 * The one error type of the client. `message` is for the log and safe to write there: it holds neither token,
 * nor e-mail address, nor link. The sentence for the user is made from `kind` and `details` elsewhere.
 */
export class OpenSignError extends Error {
  override readonly name = 'OpenSignError';

  constructor(
    readonly kind: ErrorKind,
    readonly details: ErrorDetails = {},
  ) {
    const facts = [details.status, details.code].filter((fact) => fact !== undefined).join(', ');
    super(facts === '' ? kind : `${kind} (${facts})`);
  }

  /** The same error with more details. */
  with(details: ErrorDetails): OpenSignError {
    return new OpenSignError(this.kind, { ...this.details, ...details });
  }
}

/** True for an operation that was canceled before it changed anything, so there is nothing to report. */
export function isCanceled(error: unknown): boolean {
  return error instanceof OpenSignError && error.kind === 'canceled' && !mayHaveHappened(error);
}

/** True for a write that ended without a usable response and may have been carried out all the same. */
export function mayHaveHappened(error: unknown): error is OpenSignError {
  return (
    error instanceof OpenSignError &&
    (error.kind === 'outcomeUnknown' || error.details.mayHaveHappened === true)
  );
}
