import { OpenSignError, type ErrorDetails } from './errors';
import { cleanMessage } from './redact';
import { anyText, isObject } from './values';

export interface AnswerFacts {
  readonly status: number;
  /** The parsed body when it was JSON, else undefined. */
  readonly json?: unknown;
  readonly retryAfterMs?: number | undefined;
  /** The request may have changed something on the server. */
  readonly write: boolean;
  /** The route is missing on servers of early 2025, so an HTML 404 says nothing about the base URL. */
  readonly lateRoute: boolean;
  /** Values that must not show up in messages: the token. */
  readonly secrets?: readonly string[];
}

/** Characters of an error body that decide what it means. */
const maxReasonLength = 2000;

/** The text of an error body: `error`, else `message`, whatever their types are. */
function messageOf(json: unknown): string {
  return isObject(json) ? anyText(json.error ?? json.message) : '';
}

/**
 * The error that an answer stands for. OpenSign's vocabulary is its own: 405 = token rejected, 401 = duplicate,
 * 429 = out of credits, 400 = nearly anything; unknown routes and malformed bodies are answered with HTML.
 */
export function errorFromAnswer(answer: AnswerFacts): OpenSignError {
  const { status, write } = answer;
  const isJson = answer.json !== undefined;
  const whole = messageOf(answer.json);
  const message = cleanMessage(whole, answer.secrets);
  const text = whole.slice(0, maxReasonLength);
  const details: ErrorDetails = {
    status,
    ...(message === '' ? {} : { serverMessage: message }),
    ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
  };
  const error = (kind: OpenSignError['kind'], more: ErrorDetails = {}) =>
    new OpenSignError(kind, { ...details, ...more });

  if (status >= 200 && status < 300) {
    // Success, but not in OpenSign's words: a sign-in page of a network, or another server.
    return error(write ? 'outcomeUnknown' : 'notOpenSign');
  }
  if (status >= 300 && status < 400) {
    return error('redirected');
  }
  if (status === 405 || ((status === 400 || status === 401 || status === 403) && /api\s*token/i.test(text))) {
    return error('unauthorized');
  }
  if (status === 407) {
    return error('proxy');
  }
  if (status === 413 || (status === 400 && /too large/i.test(text))) {
    return error('tooLarge');
  }
  if (status === 400 || status === 402 || status === 403 || status === 429) {
    if (/subscription|plan\b/i.test(text)) {
      return error('subscription');
    }
    if (/quota|credit/i.test(text) || status === 402) {
      return error('quota');
    }
  }
  if (status === 400 && /valid field names/i.test(text)) {
    // It knows the route, but not what is to be changed: replacing a PDF, on servers of early 2025.
    return error('unsupported');
  }
  switch (status) {
    case 401: {
      if (!isJson) {
        // OpenSign's own 401 is a conflict, in JSON; this one is of something in front of it.
        return error('notOpenSign');
      }
      const objectId = (answer.json as { objectId?: unknown } | undefined)?.objectId;
      return error('conflict', typeof objectId === 'string' ? { objectId } : {});
    }
    case 404:
      if (isJson) {
        return error('notFound');
      }
      return error(answer.lateRoute ? 'unsupported' : 'notOpenSign');
    case 429:
      return error('throttled');
    case 408:
      return error(write ? 'outcomeUnknown' : 'timeout');
  }
  if (status >= 500) {
    // 501 and 503 say that nothing was tried; after any other the request may have been carried out.
    return error(write && status !== 501 && status !== 503 ? 'outcomeUnknown' : 'server');
  }
  return error(isJson || status === 400 ? 'invalidRequest' : 'server');
}

const certificateCodes =
  /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|DEPTH_ZERO|CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|ERR_CERT/;
const notReachedCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$|ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|ADDRESS_UNREACHABLE|CONNECTION_TIMED_OUT)/;
const timeoutCodes = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$|ERR_TIMED_OUT/;

interface Cause {
  readonly code: string;
  readonly message: string;
  /** The system call that failed, where the cause names one. */
  readonly syscall?: string;
}

/** The innermost cause that has a code; `fetch` wraps it in "TypeError: fetch failed", Node sometimes in an AggregateError. */
function causeOf(error: unknown, depth = 0): Cause {
  if (typeof error !== 'object' || error === null || depth > 5) {
    return { code: '', message: '' };
  }
  const { code, message, syscall, cause, errors } = error as Record<string, unknown>;
  if (typeof code === 'string' && code !== '') {
    return {
      code,
      message: typeof message === 'string' ? message : '',
      ...(typeof syscall === 'string' ? { syscall } : {}),
    };
  }
  const inner = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  if (inner !== undefined) {
    return causeOf(inner, depth + 1);
  }
  const text = typeof message === 'string' ? message : '';
  return { code: /\bERR_[A-Z_]+/.exec(text)?.[0] ?? '', message: text };
}

/** The error that a rejected `fetch` (or a body that broke off) stands for. The message of the cause is not kept: it may hold a URL. */
export function errorFromCause(cause: unknown, write: boolean): OpenSignError {
  const { code, message, syscall } = causeOf(cause);
  const details: ErrorDetails = code === '' ? {} : { code };
  const detect = `${code} ${message}`;
  if (/proxy/i.test(detect) || /ERR_TUNNEL/.test(detect) || isProxyRefusal(cause)) {
    return new OpenSignError('proxy', details);
  }
  if (certificateCodes.test(code)) {
    return new OpenSignError('certificate', details);
  }
  // An open connection breaks with the same codes: a read that fails with EHOSTUNREACH follows a request that arrived.
  if (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    (syscall === undefined && notReachedCodes.test(code))
  ) {
    return new OpenSignError('offline', details);
  }
  if (write) {
    return new OpenSignError('outcomeUnknown', details);
  }
  return new OpenSignError(timeoutCodes.test(code) ? 'timeout' : 'offline', details);
}

/** Status 407 comes out of undici's `fetch` as its only failure without any words. */
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
