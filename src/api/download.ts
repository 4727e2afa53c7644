import { readBody } from './body';
import { errorFromCause } from './classify';
import { OpenSignError } from './errors';
import type { Clock, Fetch } from './fetch';
import { hasPdfHeader } from '../pdf/header';
import type { RequestLog } from './transport';

export interface Pdf {
  readonly bytes: Uint8Array;
}

export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly environment: string;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Accept a link without TLS. */
  readonly allowHttp: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Downloads a PDF by a short-lived link. The token is never sent: the link is its own key, and the storage is
 * another host. Rejects with kind `badFile` when the link is not trusted or the content is no PDF, `tooLarge`,
 * `notFound` when the link has expired, and as any read. The link appears in no error and no log.
 */
export async function downloadPdf(link: string, options: DownloadOptions): Promise<Pdf> {
  if (!isTrusted(link, options.allowHttp)) {
    throw new OpenSignError('badFile');
  }
  const limit = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
  const started = options.clock.now();
  let outcome = 'cancelled';
  let receivedBytes = 0;
  try {
    const response = await options.fetch(link, { headers: { accept: 'application/pdf' }, signal });
    outcome = String(response.status);
    if (response.url !== '' && !isTrusted(response.url, options.allowHttp)) {
      throw new OpenSignError('badFile');
    }
    if (!response.ok) {
      await response.body?.cancel();
      const gone = response.status === 403 || response.status === 404 || response.status === 410;
      throw new OpenSignError(gone ? 'notFound' : 'server', { status: response.status });
    }
    const bytes = await readBody(response, options.maxBytes);
    receivedBytes = bytes.byteLength;
    if (!hasPdfHeader(bytes)) {
      throw new OpenSignError('badFile');
    }
    return { bytes };
  } catch (error) {
    const failure = toFailure(error, options, limit);
    outcome = failure.message;
    throw failure;
  } finally {
    options.log.request({
      environment: options.environment,
      method: 'GET',
      path: '(file link)',
      outcome,
      durationMs: options.clock.now() - started,
      sentBytes: 0,
      receivedBytes,
    });
  }
}

function toFailure(error: unknown, options: DownloadOptions, limit: AbortSignal): OpenSignError {
  if (options.signal?.aborted) {
    return new OpenSignError('cancelled');
  }
  if (limit.aborted) {
    return new OpenSignError('timeout', { timeoutMs: options.timeoutMs });
  }
  return error instanceof OpenSignError ? error : errorFromCause(error, false);
}

function isTrusted(link: string, allowHttp: boolean): boolean {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  return url?.protocol === 'https:' || (allowHttp && url?.protocol === 'http:');
}
