import { discard, readBody } from './body';
import { errorFromCause } from './classify';
import { withDeadline } from './deadline';
import { OpenSignError } from './errors';
import type { Clock, Fetch } from './fetch';
import { hasPdfHeader } from './pdfHeader';
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
  const started = options.clock.now();
  let outcome = 'canceled';
  let receivedBytes = 0;
  try {
    const bytes = await withDeadline(options.signal, options.timeoutMs, async (signal) => {
      const response = await options.fetch(link, { headers: { accept: 'application/pdf' }, signal });
      return readPdf(response, options, signal);
    });
    receivedBytes = bytes.byteLength;
    outcome = '200';
    return { bytes };
  } catch (error) {
    const failure = error instanceof OpenSignError ? error : errorFromCause(error, false);
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

async function readPdf(
  response: Response,
  { allowHttp, maxBytes }: DownloadOptions,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { status } = response;
  if (response.url !== '' && !isTrusted(response.url, allowHttp)) {
    discard(response.body);
    throw new OpenSignError('badFile');
  }
  if (!response.ok) {
    discard(response.body);
    const gone = status === 403 || status === 404 || status === 410;
    throw new OpenSignError(gone ? 'notFound' : status === 407 ? 'proxy' : 'server', { status });
  }
  const bytes = await readBody(response, maxBytes, signal);
  if (bytes === undefined) {
    throw new OpenSignError('tooLarge', { limit: maxBytes, status });
  }
  if (!hasPdfHeader(bytes)) {
    throw new OpenSignError('badFile');
  }
  return bytes;
}

function isTrusted(link: string, allowHttp: boolean): boolean {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  return url?.protocol === 'https:' || (allowHttp && url?.protocol === 'http:');
}
