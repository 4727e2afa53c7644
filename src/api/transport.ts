import { readBody } from './body';
import { withDeadline } from './deadline';
import type { EnvironmentName } from './environmentName';
import { errorFromAnswer, errorFromCause } from './classify';
import { OpenSignError } from './errors';
import type { Clock, Fetch } from './fetch';
import { StreamedBody } from './streamedBody';

/** No list of 500 objects comes near this; it keeps a hostile or broken server from filling the memory. */
const defaultMaxAnswerBytes = 64 * 1024 * 1024;
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
  /** Bytes of the longest answer that is read; for tests. */
  readonly maxAnswerBytes?: number;
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

/** How far a request got. Once `complete`, the server may have carried it out, whatever comes back. */
interface Progress {
  complete: boolean;
}

/**
 * Sends requests to one base URL with one token. Follows no redirect, repeats only reads, limits every wait.
 *
 * `fetch` repeats requests too: after status 421 undici sends one again when it has no body or knows where the body
 * came from. A body therefore goes out as a stream, which cannot be sent twice. Two limits remain: a DELETE has no
 * body and may be repeated after a 421, which changes nothing more; and with VS Code's setting `http.electronFetch`
 * requests go through Chromium, which decides for itself.
 */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Resolves with the JSON of a 2xx answer; rejects with an {@link OpenSignError} and nothing else. `path` begins
   * with a slash; ids in it are to be checked by the caller.
   */
  async send(method: Method, path: string, request: RequestOptions): Promise<unknown> {
    const write = method !== 'GET';
    for (let attempt = 0; ; attempt++) {
      const progress: Progress = { complete: false };
      try {
        return await this.sendOnce(method, path, request, progress);
      } catch (error) {
        const failure = failureOf(error, write && progress.complete);
        const wait = failure.details.retryAfterMs ?? firstBackOffMs * 2 ** attempt;
        if (write || attempt >= maxRetries || !isPassing(failure) || wait > longestBackOffMs) {
          throw failure.with(this.where);
        }
        await this.options.clock.sleep(wait, request.signal);
        if (request.signal?.aborted) {
          throw new OpenSignError('canceled');
        }
      }
    }
  }

  private get where() {
    const { baseUrl, environment } = this.options;
    return { host: new URL(baseUrl).host, environment };
  }

  private async sendOnce(
    method: Method,
    path: string,
    request: RequestOptions,
    progress: Progress,
  ): Promise<unknown> {
    const { clock, log, environment } = this.options;
    const query =
      request.query === undefined ? '' : `?${new URLSearchParams(stringValues(request.query)).toString()}`;
    const body = encodeBody(request.body);
    const started = clock.now();
    let outcome = 'canceled';
    let receivedBytes = 0;
    try {
      const exchange = await this.exchange(method, path + query, body, request, progress);
      outcome = '200';
      receivedBytes = exchange.receivedBytes;
      return exchange.json;
    } catch (error) {
      const failure = failureOf(error, method !== 'GET' && progress.complete);
      const { status } = failure.details;
      outcome = status === undefined ? failure.message : `${String(status)} ${failure.kind}`;
      throw failure;
    } finally {
      log.request({
        environment,
        method,
        path: path + query,
        outcome,
        durationMs: clock.now() - started,
        sentBytes: body?.size ?? 0,
        receivedBytes,
      });
    }
  }

  private async exchange(
    method: Method,
    pathAndQuery: string,
    body: StreamedBody | undefined,
    request: RequestOptions,
    progress: Progress,
  ): Promise<Exchange> {
    const { fetch, baseUrl, token, verdict, maxAnswerBytes = defaultMaxAnswerBytes } = this.options;
    const write = method !== 'GET';
    const headers = {
      accept: 'application/json',
      // Without a token it's only asked whether an API is there.
      ...(token === '' ? {} : { 'x-api-token': token }),
      // With any other content type the server sees an empty body. A stream without a length would go out in chunks
      // of unknown total, which not every proxy lets pass.
      ...(body && { 'content-type': 'application/json', 'content-length': String(body.size) }),
    };
    // Throws for a value that no header can carry: without it, `fetch` would reject as if it had sent something.
    new Headers(headers);
    const { response, bytes } = await withDeadline(request.signal, request.timeoutMs, async (signal) => {
      progress.complete = body === undefined;
      const answer = await fetch(baseUrl + pathAndQuery, {
        method,
        headers,
        // The token must not travel on; a redirect is reported instead of followed.
        redirect: 'manual',
        // No cookies; and undici 7.19 to 7.24, of Node 24.14 and 24.15, fails at a 401 to a stream without it.
        credentials: 'omit',
        signal,
        // `duplex` is required with a stream, and unknown to TypeScript's description of `fetch`.
        ...(body && { body: body.open(() => (progress.complete = true)), duplex: 'half' }),
      });
      return { response: answer, bytes: await readBody(answer, maxAnswerBytes, signal) };
    });
    // A body that is too long says nothing; the status does.
    const json = bytes === undefined ? undefined : parseJson(response, bytes);
    if (response.ok && bytes === undefined && !write) {
      throw new OpenSignError('tooLarge', { limit: maxAnswerBytes, status: response.status });
    }
    if (response.ok && bytes !== undefined && json !== undefined) {
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
    });
    if (error.kind === 'unauthorized') {
      verdict?.rejected();
    }
    throw error;
  }
}

/** The error that a failed try stands for. `complete`: it was a write, and the server has all of it. */
function failureOf(error: unknown, complete: boolean): OpenSignError {
  if (!(error instanceof OpenSignError)) {
    return errorFromCause(error, complete);
  }
  if (complete && error.kind === 'canceled') {
    return error.with({ mayHaveHappened: true });
  }
  return error.kind === 'timeout' && complete ? new OpenSignError('outcomeUnknown', error.details) : error;
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

function encodeBody(body: unknown): StreamedBody | undefined {
  if (body === undefined || body instanceof StreamedBody) {
    return body;
  }
  return StreamedBody.of(body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body)));
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
