import type { EnvironmentName } from './environmentName';
import { errorFromCause, errorFromResponse, OpenSignError } from './errors';
import { readBody, withDeadline, type Clock, type Fetch } from './fetch';
import { StreamedBody } from './streamedBody';

/** Far more than a list of 500 objects; it keeps a hostile or broken server from filling the memory. */
const defaultMaxResponseBytes = 64 * 1024 * 1024;
/** Tries after the first, for reads only. */
const maxRetries = 2;
const firstBackOffMs = 500;
/** When a server asks for a longer wait, the request isn't retried and the user gets the error. */
const longestBackOffMs = 10_000;

/** Never receives a token, body, email address or link. */
export interface RequestLog {
  request(entry: {
    readonly environment: string;
    readonly method: string;
    readonly path: string;
    /** HTTP status, or the kind of the error when there was no response. */
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
  /** Called when the server accepts or rejects the token. */
  readonly verdict?: { accepted(): void; rejected(): void };
  /** Bytes of the longest response that is read; for tests. */
  readonly maxResponseBytes?: number;
}

export interface RequestOptions {
  readonly query?: Readonly<Record<string, number>>;
  /** A value to send as JSON; bytes and a {@link StreamedBody} are JSON already. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** For each try, from sending to the end of the response's body. */
  readonly timeoutMs: number;
  /** The route is missing on the oldest servers. */
  readonly lateRoute?: boolean;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Exchange {
  readonly json: unknown;
  readonly receivedBytes: number;
}

/**
 * Sends requests to one base URL with one token. Follows no redirect, retries only reads, limits every wait.
 *
 * `fetch` retries requests too: after status 421 undici resends one that has no body or a body of known source. All
 * bodies are therefore streams, which can't be sent twice. Two limits remain: a DELETE has no body and may be resent
 * after a 421, which changes nothing more; and with VS Code's setting `http.electronFetch` Chromium sends the requests
 * and decides for itself.
 */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Resolves with the JSON of a 2xx response; rejects with an {@link OpenSignError} and nothing else. `path` begins
   * with a slash; the caller checks IDs in it.
   */
  async send(method: Method, path: string, request: RequestOptions): Promise<unknown> {
    const { baseUrl, environment, clock } = this.options;
    for (let attempt = 0; ; attempt++) {
      const result = await this.sendOnce(method, path, request);
      if (!(result instanceof OpenSignError)) {
        return result.json;
      }
      const wait = result.details.retryAfterMs ?? firstBackOffMs * 2 ** attempt;
      if (method !== 'GET' || attempt >= maxRetries || !isRetryable(result) || wait > longestBackOffMs) {
        throw result.with({ host: new URL(baseUrl).host, environment });
      }
      await clock.sleep(wait, request.signal);
      if (request.signal?.aborted) {
        throw new OpenSignError('canceled');
      }
    }
  }

  /** One try, which is logged. Never rejects. */
  private async sendOnce(
    method: Method,
    path: string,
    request: RequestOptions,
  ): Promise<Exchange | OpenSignError> {
    const { clock, log, environment } = this.options;
    const query = Object.entries(request.query ?? {}).map(([key, value]) => `${key}=${String(value)}`);
    const pathAndQuery = query.length === 0 ? path : `${path}?${query.join('&')}`;
    const started = clock.now();
    let sentBytes = 0;
    let receivedBytes = 0;
    let outcome = '200';
    // Once it is true, the server may have carried out the request, even if no response arrives.
    let isSent = false;
    try {
      const body = encodeBody(request.body);
      sentBytes = body?.size ?? 0;
      const exchange = await this.exchange(method, pathAndQuery, body, request, () => (isSent = true));
      receivedBytes = exchange.receivedBytes;
      return exchange;
    } catch (error) {
      const failure = toFailure(error, method !== 'GET' && isSent);
      const { status } = failure.details;
      outcome = status === undefined ? failure.message : `${String(status)} ${failure.kind}`;
      return failure;
    } finally {
      const durationMs = clock.now() - started;
      log.request({ environment, method, path: pathAndQuery, outcome, durationMs, sentBytes, receivedBytes });
    }
  }

  private async exchange(
    method: Method,
    pathAndQuery: string,
    body: StreamedBody | undefined,
    request: RequestOptions,
    onSent: () => void,
  ): Promise<Exchange> {
    const { fetch, baseUrl, token, verdict, maxResponseBytes = defaultMaxResponseBytes } = this.options;
    const write = method !== 'GET';
    const headers = {
      accept: 'application/json',
      // A request without a token only checks whether there is an API.
      ...(token === '' ? {} : { 'x-api-token': token }),
      // With any other content type the server sees an empty body. Without a length a stream would go out in chunks of
      // unknown total, which some proxies reject.
      ...(body && { 'content-type': 'application/json', 'content-length': String(body.size) }),
    };
    // Throws for an invalid header value, before the request counts as sent.
    new Headers(headers);
    const { response, bytes } = await withDeadline(request.signal, request.timeoutMs, async (signal) => {
      if (body === undefined) {
        onSent();
      }
      const received = await fetch(baseUrl + pathAndQuery, {
        method,
        headers,
        // Following a redirect would pass on the token.
        redirect: 'manual',
        // No cookies; and undici 7.19 to 7.24, of Node 24.14 and 24.15, fails at a 401 to a stream without it.
        credentials: 'omit',
        signal,
        // `duplex` is required with a stream, but missing in TypeScript's types of `fetch`.
        ...(body && { body: body.open(onSent), duplex: 'half' }),
      });
      return { response: received, bytes: await readBody(received, maxResponseBytes, signal) };
    });
    // A response that is too long is judged by its status alone.
    const json = bytes === undefined ? undefined : parseJson(response, bytes);
    if (response.ok && bytes === undefined && !write) {
      throw new OpenSignError('tooLarge', { limit: maxResponseBytes, status: response.status });
    }
    if (response.ok && bytes !== undefined && json !== undefined) {
      verdict?.accepted();
      return { json, receivedBytes: bytes.byteLength };
    }
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), this.options.clock.now());
    const error = errorFromResponse({
      // A blocked redirect has status 0 where `fetch` is the browser's.
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      json,
      retryAfterMs,
      write,
      lateRoute: request.lateRoute ?? false,
      secrets: [token],
    });
    if (error.kind === 'unauthorized') {
      verdict?.rejected();
    }
    throw error;
  }
}

/** Maps what a try threw to an error. `isSentWrite`: the server has received all of a write. */
function toFailure(error: unknown, isSentWrite: boolean): OpenSignError {
  if (!(error instanceof OpenSignError)) {
    return errorFromCause(error, isSentWrite);
  }
  if (isSentWrite && error.kind === 'canceled') {
    return error.with({ mayHaveHappened: true });
  }
  return isSentWrite && error.kind === 'timeout' ? new OpenSignError('outcomeUnknown', error.details) : error;
}

/** True for a failed read that may succeed when it is retried. */
function isRetryable(error: OpenSignError): boolean {
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

function encodeBody(body: unknown): StreamedBody | undefined {
  if (body === undefined || body instanceof StreamedBody) {
    return body;
  }
  return StreamedBody.of(body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body)));
}

/** Undefined for anything but JSON with its content type. */
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

/** `Retry-After`, in seconds or a date, as milliseconds from `now`; undefined when it's absent or invalid. */
function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') {
    return undefined;
  }
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
