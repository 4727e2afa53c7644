import { hasKind, errorFromCause, OpenSignError } from './errors';
import { discard, readBody, withDeadline, type Clock, type Fetch } from './fetch';
import type { RequestLog } from './transport';
import { text, type JsonObject } from './values';

/**
 * Largest PDF that is downloaded: what OpenSign stores at most, 100 MB on its own servers (api.md 6). It keeps a broken
 * or hostile storage from filling the memory.
 */
export const maxFileBytes = 100 * 1024 * 1024;

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
 * Downloads a PDF from a short-lived link. The token is never sent: the link is its own key, and the storage is
 * another host. Rejects with kind `badFile` when the link is not trusted or the content is no PDF, `tooLarge`,
 * `notFound` when the link has expired, and as any read. The link appears in no error and no log.
 */
export async function downloadPdf(link: string, options: DownloadOptions): Promise<Uint8Array> {
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
    return bytes;
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
    const isGone = status === 403 || status === 404 || status === 410;
    throw new OpenSignError(isGone ? 'notFound' : status === 407 ? 'proxy' : 'server', { status });
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

/** How many bytes may precede a PDF's header. Source: PDF 1.7, implementation note 13. */
export const pdfHeaderWindow = 1024;

/** True when the bytes contain a PDF header within the distance that PDF readers accept. */
export function hasPdfHeader(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, pdfHeaderWindow)).includes('%PDF-');
}

interface Downloader {
  download(link: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
}

/**
 * Downloads a PDF from a link that is fresh from the server. Links live for two or three minutes; an expired one (a
 * clock may be wrong) is requested once more. Rejects as a read does, and with kind `badFile` when there is no link.
 */
export async function fetchFresh(
  client: Downloader,
  readLink: () => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (let attempt = 0; ; attempt++) {
    const link = await readLink();
    if (link === undefined) {
      throw new OpenSignError('badFile');
    }
    try {
      return await client.download(link, maxFileBytes, signal);
    } catch (error) {
      if (!hasKind(error, 'notFound') || attempt > 0) {
        throw error;
      }
    }
  }
}

/** A template as it is now, and its PDF. Rejects as a read does, and with kind `badFile` when there is no PDF. */
export async function fetchTemplate(
  client: Downloader & { getTemplateJson(id: string, signal: AbortSignal): Promise<JsonObject> },
  id: string,
  signal: AbortSignal,
): Promise<{ readonly template: JsonObject; readonly bytes: Uint8Array }> {
  let template: JsonObject = {};
  const readLink = async () => {
    template = await client.getTemplateJson(id, signal);
    return text(template.file);
  };
  const bytes = await fetchFresh(client, readLink, signal);
  return { template, bytes };
}
