import type { EnvironmentName } from './environmentName';
import { cleanMessage } from './redact';
import { anyText, defined, isObject, toObject } from './values';

/** What went wrong, in terms of what the user can do about it. */
export type ErrorKind =
  /** The environment rejected the token (405, or 401/403 that mentions the token). */
  | 'unauthorized'
  | 'notFound'
  /** It already exists (OpenSign's 401). */
  | 'conflict'
  | 'invalidRequest'
  /** Out of credits. */
  | 'quota'
  | 'subscription'
  /** Rate limited: waiting helps. */
  | 'throttled'
  | 'tooLarge'
  | 'offline'
  | 'proxy'
  | 'certificate'
  | 'timeout'
  /** Something responds at this URL, but it isn't OpenSign's API. */
  | 'notOpenSign'
  /** The server is an older OpenSign without this function. */
  | 'unsupported'
  /** A redirect was blocked to protect the token. */
  | 'redirected'
  | 'server'
  | 'canceled'
  /** A write was sent without a usable response: it may or may not have happened. */
  | 'outcomeUnknown'
  /** A downloaded file isn't a PDF, or its address isn't trusted. */
  | 'badFile'
  | 'noToken'
  /** The stored token belongs to another origin than the configured one. */
  | 'otherOrigin'
  | 'badBaseUrl'
  /** The object belongs to the environment that isn't active. */
  | 'otherEnvironment';

export interface ErrorDetails {
  readonly status?: number;
  /** The server's own message: one line, at most 300 characters, no token, no link. Never an HTML body. */
  readonly serverMessage?: string;
  /** System or library code such as `ENOTFOUND`. */
  readonly code?: string;
  readonly host?: string;
  /** ID of the object that already exists (`conflict`). */
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
 * The client's only error type. `message` is safe to log: it contains no token, email address or link. The message for
 * the user comes from `ui/errorMessage`.
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

  with(details: ErrorDetails): OpenSignError {
    return new OpenSignError(this.kind, { ...this.details, ...details });
  }
}

export function hasKind(error: unknown, ...kinds: readonly ErrorKind[]): error is OpenSignError {
  return error instanceof OpenSignError && kinds.includes(error.kind);
}

/** True for an operation that was canceled before it changed anything, so there is nothing to report. */
export function isCanceled(error: unknown): boolean {
  return hasKind(error, 'canceled') && !mayHaveHappened(error);
}

/** True for a failed write that may still have been carried out. */
export function mayHaveHappened(error: unknown): error is OpenSignError {
  return (
    error instanceof OpenSignError &&
    (error.kind === 'outcomeUnknown' || error.details.mayHaveHappened === true)
  );
}

interface ResponseFacts {
  readonly status: number;
  /** The parsed body when it was JSON, else undefined. */
  readonly json?: unknown;
  readonly retryAfterMs?: number | undefined;
  /** The request may have changed something on the server. */
  readonly write: boolean;
  /** Servers of early 2025 lack the route, so an HTML 404 doesn't mean that the base URL is wrong. */
  readonly lateRoute: boolean;
  /** Values that must not appear in messages, such as the token. */
  readonly secrets?: readonly string[];
}

/** Only these first characters of an error body decide what it means. */
const maxReasonLength = 2000;

/**
 * Maps a response to an error. OpenSign uses status codes in its own way: 405 = token rejected, 401 = duplicate,
 * 429 = out of credits, 400 = nearly anything. Unknown routes and malformed bodies get an HTML response.
 */
export function errorFromResponse(response: ResponseFacts): OpenSignError {
  const { status, write } = response;
  const body = toObject(response.json);
  const isJson = response.json !== undefined;
  const whole = anyText(body.error ?? body.message);
  const message = cleanMessage(whole, response.secrets);
  const text = whole.slice(0, maxReasonLength);
  const error = (kind: ErrorKind, more: ErrorDetails = {}) =>
    new OpenSignError(kind, {
      ...defined({
        status,
        serverMessage: message === '' ? undefined : message,
        retryAfterMs: response.retryAfterMs,
      }),
      ...more,
    });

  if (status >= 200 && status < 300) {
    // Not OpenSign's JSON: probably the sign-in page of a network, or another server.
    return error(write ? 'outcomeUnknown' : 'notOpenSign');
  }
  if (status >= 300 && status < 400) {
    return error('redirected');
  }
  if (status === 405 || ([400, 401, 403].includes(status) && /api\s*token/i.test(text))) {
    return error('unauthorized');
  }
  if (status === 407) {
    return error('proxy');
  }
  if (status === 413 || (status === 400 && /too large/i.test(text))) {
    return error('tooLarge');
  }
  if ([400, 402, 403, 429].includes(status)) {
    if (/subscription|plan\b/i.test(text)) {
      return error('subscription');
    }
    if (/quota|credit/i.test(text) || status === 402) {
      return error('quota');
    }
  }
  if (status === 400 && /valid field names/i.test(text)) {
    // Servers of early 2025 have the route, but can't replace a PDF.
    return error('unsupported');
  }
  switch (status) {
    case 401:
      // OpenSign's own 401 is a conflict, in JSON. Any other comes from a proxy in front of it.
      return isJson
        ? error('conflict', typeof body.objectId === 'string' ? { objectId: body.objectId } : {})
        : error('notOpenSign');
    case 404:
      return error(isJson ? 'notFound' : response.lateRoute ? 'unsupported' : 'notOpenSign');
    case 429:
      return error('throttled');
    case 408:
      return error(write ? 'outcomeUnknown' : 'timeout');
  }
  if (status >= 500) {
    // 501 and 503 mean that nothing was tried; after any other the request may have been carried out.
    return error(write && status !== 501 && status !== 503 ? 'outcomeUnknown' : 'server');
  }
  return error(isJson || status === 400 ? 'invalidRequest' : 'server');
}

const certificateCodes =
  /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|DEPTH_ZERO|CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|ERR_CERT/;
const notReachedCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$|ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|ADDRESS_UNREACHABLE|CONNECTION_TIMED_OUT)/;
const timeoutCodes = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$|ERR_TIMED_OUT/;

/** Maps a failure of `fetch`, or of reading a body, to an error. Drops the cause's message, which may contain a URL. */
export function errorFromCause(cause: unknown, write: boolean): OpenSignError {
  const { code, message, syscall } = getInnermostCause(cause);
  const error = (kind: ErrorKind) => new OpenSignError(kind, code === '' ? {} : { code });
  if (
    /proxy/i.test(`${code} ${message}`) ||
    /ERR_TUNNEL/.test(`${code} ${message}`) ||
    isProxyRefusal(cause)
  ) {
    return error('proxy');
  }
  if (certificateCodes.test(code)) {
    return error('certificate');
  }
  // An open connection breaks with the same codes: a read that fails with EHOSTUNREACH follows a request that arrived.
  if (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    (syscall === undefined && notReachedCodes.test(code))
  ) {
    return error('offline');
  }
  return error(write ? 'outcomeUnknown' : timeoutCodes.test(code) ? 'timeout' : 'offline');
}

interface Cause {
  readonly code: string;
  readonly message: string;
  /** The system call that failed, where the cause names one. */
  readonly syscall?: string | undefined;
}

/** The innermost cause with a code; `fetch` wraps it in "TypeError: fetch failed", Node sometimes in an AggregateError. */
function getInnermostCause(error: unknown, depth = 0): Cause {
  if (typeof error !== 'object' || error === null || depth > 5) {
    return { code: '', message: '' };
  }
  const { code, message, syscall, cause, errors } = error as Record<string, unknown>;
  const text = typeof message === 'string' ? message : '';
  if (typeof code === 'string' && code !== '') {
    return { code, message: text, syscall: typeof syscall === 'string' ? syscall : undefined };
  }
  const inner = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  return inner === undefined
    ? { code: /\bERR_[A-Z_]+/.exec(text)?.[0] ?? '', message: text }
    : getInnermostCause(inner, depth + 1);
}

/** Undici's `fetch` reports status 407 as a failure without any message, the only one of that kind. */
function isProxyRefusal(error: unknown): boolean {
  const { message, cause } = isObject(error) ? error : {};
  return (
    message === 'fetch failed' &&
    cause instanceof Error &&
    cause.message === '' &&
    !('code' in cause) &&
    !('errors' in cause)
  );
}
