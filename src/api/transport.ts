import { readBody } from './body';
import type { EnvironmentName } from './environmentName';
import { errorFromAnswer, errorFromCause } from './classify';
import { OpenSignError } from './errors';
import type { Clock, Fetch } from './fetch';
import { StreamedBody } from './streamedBody';

/** No list of 500 objects comes near this; it keeps a hostile or broken server from filling the memory. */
const maxAnswerBytes = 64 * 1024 * 1024;
/** Tries after the first, for reads only. */
const maxRetries = 2;
const firstBackOffMs = 500;
/** A server that asks for a longer wait than this gets no second try; the user hears of it instead. */
const longestBackOffMs = 10_000;

/** What the log may know of a request: nothing of token, body, e-mail or link. */
export interface RequestLog {
  request(entry: {
    readonly environment: string;
    readonly method: string;
    readonly path: string;
    /** HTTP status, or the kind of the error when there was no answer. */
    readonly outcome: string;
    readonly durationMs: number;
    readonly sentBytes: number;
    readonly receivedBytes: number;
  }): void;
}

export interface TransportOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly environment: EnvironmentName;
  /** `https://host/api/v1.2`, without a slash at the end. */
  readonly baseUrl: string;
  readonly token: string;
  /** Told what the server thinks of the token. */
  readonly verdict?: TokenVerdict;
}

export interface TokenVerdict {
  accepted(): void;
  rejected(): void;
}

export interface RequestOptions {
  readonly query?: Readonly<Record<string, number>>;
  /** A value to be sent as JSON, or bytes and a {@link StreamedBody} that are JSON already. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Limit for the whole exchange, body included, of one try. */
  readonly timeoutMs: number;
  /** The route is missing on the oldest servers. */
  readonly lateRoute?: boolean;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Exchange {
  readonly json: unknown;
  readonly receivedBytes: number;
}

/** Sends requests to one base URL with one token. Follows no redirect, repeats only reads, limits every wait. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Resolves with the JSON of a 2xx answer; rejects with an {@link OpenSignError} and nothing else. `path` begins
   * with a slash; ids in it are to be checked by the caller.
   */
  async send(method: Method, path: string, request: RequestOptions): Promise<unknown> {
    const write = method !== 'GET';
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.sendOnce(method, path, request);
      } catch (error) {
        const failure = error instanceof OpenSignError ? error : errorFromCause(error, write);
        const wait = failure.details.retryAfterMs ?? firstBackOffMs * 2 ** attempt;
        if (write || attempt >= maxRetries || !isPassing(failure) || wait > longestBackOffMs) {
          throw failure;
        }
        await this.options.clock.sleep(wait, request.signal);
        if (request.signal?.aborted) {
          throw new OpenSignError('cancelled');
        }
      }
    }
  }

  private async sendOnce(method: Method, path: string, request: RequestOptions): Promise<unknown> {
    const { clock, log, environment } = this.options;
    const query =
      request.query === undefined ? '' : `?${new URLSearchParams(stringValues(request.query)).toString()}`;
    const body = encodeBody(request.body);
    const started = clock.now();
    let outcome = 'cancelled';
    let receivedBytes = 0;
    try {
      const exchange = await this.exchange(method, path + query, body, request);
      outcome = '200';
      receivedBytes = exchange.receivedBytes;
      return exchange.json;
    } catch (error) {
      if (error instanceof OpenSignError) {
        outcome =
          error.details.status === undefined
            ? error.message
            : `${String(error.details.status)} ${error.kind}`;
      }
      throw error;
    } finally {
      log.request({
        environment,
        method,
        path: path + query,
        outcome,
        durationMs: clock.now() - started,
        sentBytes: sizeOf(body),
        receivedBytes,
      });
    }
  }

  private async exchange(
    method: Method,
    pathAndQuery: string,
    body: RequestBody | undefined,
    request: RequestOptions,
  ): Promise<Exchange> {
    const { fetch, baseUrl, token, environment, verdict } = this.options;
    const write = method !== 'GET';
    const limit = AbortSignal.timeout(request.timeoutMs);
    const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
    const host = new URL(baseUrl).host;
    if (request.signal?.aborted) {
      throw new OpenSignError('cancelled');
    }
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetch(baseUrl + pathAndQuery, {
        method,
        headers: {
          accept: 'application/json',
          'x-api-token': token,
          // With any other content type the server sees an empty body.
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          // A stream would go out in chunks of unknown total, which not every proxy lets pass.
          ...(body instanceof StreamedBody ? { 'content-length': String(body.size) } : {}),
        },
        // The token must not travel on; a redirect is reported instead of followed.
        redirect: 'manual',
        signal,
        ...initOf(body),
      });
      bytes = await readBody(response, maxAnswerBytes);
    } catch (error) {
      throw this.failure(error, write, request, limit).with({ host, environment });
    }
    const json = parseJson(response, bytes);
    if (response.ok && json !== undefined) {
      verdict?.accepted();
      return { json, receivedBytes: bytes.byteLength };
    }
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), this.options.clock.now());
    const error = errorFromAnswer({
      // A refused redirect has status 0 where `fetch` is the browser's.
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      json,
      retryAfterMs,
      write,
      lateRoute: request.lateRoute ?? false,
      secrets: [token],
    }).with({ host, environment });
    if (error.kind === 'unauthorised') {
      verdict?.rejected();
    }
    throw error;
  }

  private failure(
    error: unknown,
    write: boolean,
    request: RequestOptions,
    limit: AbortSignal,
  ): OpenSignError {
    if (request.signal?.aborted) {
      return new OpenSignError('cancelled');
    }
    if (limit.aborted) {
      return new OpenSignError(write ? 'outcomeUnknown' : 'timeout', { timeoutMs: request.timeoutMs });
    }
    if (error instanceof OpenSignError) {
      return error;
    }
    return errorFromCause(error, write);
  }
}

/** Worth another try, for a read: the next answer may be another one. */
function isPassing(error: OpenSignError): boolean {
  switch (error.kind) {
    case 'throttled':
      return true;
    case 'server':
      return [502, 503, 504].includes(error.details.status ?? 0);
    case 'offline':
      return error.details.code === 'ECONNRESET' || error.details.code === 'UND_ERR_SOCKET';
    default:
      return false;
  }
}

function stringValues(query: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
}

type RequestBody = Uint8Array<ArrayBuffer> | StreamedBody;

function sizeOf(body: RequestBody | undefined): number {
  return body instanceof StreamedBody ? body.size : (body?.byteLength ?? 0);
}

/** The part of `fetch`'s options that carries the body. */
function initOf(body: RequestBody | undefined): RequestInit {
  if (body instanceof StreamedBody) {
    // `duplex` is required with a stream, and unknown to TypeScript's description of `fetch`.
    return { body: body.open(), duplex: 'half' } as RequestInit;
  }
  return body === undefined ? {} : { body };
}

function encodeBody(body: unknown): RequestBody | undefined {
  if (body === undefined || body instanceof StreamedBody) {
    return body;
  }
  return body instanceof Uint8Array
    ? (body as Uint8Array<ArrayBuffer>)
    : new TextEncoder().encode(JSON.stringify(body));
}

/** The value of a JSON answer, undefined for anything else, whatever its content type says. */
function parseJson(response: Response, bytes: Uint8Array): unknown {
  if (!/\bjson\b/i.test(response.headers.get('content-type') ?? '')) {
    return undefined;
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds or as a date; milliseconds from `now`, undefined when absent or unreadable. */
function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') {
    return undefined;
  }
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
