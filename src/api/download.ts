import { errorFromCause, hasKind, OpenSignError } from './errors';
import type { Timeouts } from './endpoint';
import { discard, readBody, withDeadline } from './fetch';
import type { TransportOptions } from './transport';
import { text, type JsonObject } from './values';

/**
 * Largest PDF that is downloaded: what OpenSign stores at most, 100 MB on its own servers (api.md 6). It keeps a broken
 * or hostile storage from filling the memory.
 */
export const maxFileBytes = 100 * 1024 * 1024;

/**
 * Downloads a PDF from a short-lived link. The token is never sent: the link is its own key, and the storage is
 * another host. Rejects with kind `badFile` when the link isn't trusted or the content isn't a PDF, `tooLarge`,
 * `notFound` when the link has expired, and as any read. The link appears in no error and no log.
 */
export async function downloadPdf(
  link: string,
  maxBytes: number,
  {
    fetch,
    clock,
    log,
    environment,
    baseUrl,
    timeouts,
  }: Omit<TransportOptions, 'token'> & { timeouts: Timeouts },
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const isTrusted = (url: string) => {
    const protocol = URL.canParse(url) ? new URL(url).protocol : '';
    // Only a server on this machine may have links without TLS.
    return protocol === 'https:' || (protocol === 'http:' && baseUrl.startsWith('http:'));
  };
  if (!isTrusted(link)) {
    throw new OpenSignError('badFile');
  }
  const started = clock.now();
  let outcome = '200';
  let receivedBytes = 0;
  try {
    const bytes = await withDeadline(signal, timeouts.uploadMs, async (stop) => {
      const response = await fetch(link, { headers: { accept: 'application/pdf' }, signal: stop });
      if (response.url !== '' && !isTrusted(response.url)) {
        discard(response.body);
        throw new OpenSignError('badFile');
      }
      return readPdf(response, maxBytes, stop);
    });
    receivedBytes = bytes.byteLength;
    return bytes;
  } catch (error) {
    const failure = error instanceof OpenSignError ? error : errorFromCause(error, false);
    outcome = failure.message;
    throw failure;
  } finally {
    const durationMs = clock.now() - started;
    const path = '(file link)';
    log.request({ environment, method: 'GET', path, outcome, durationMs, sentBytes: 0, receivedBytes });
  }
}

async function readPdf(response: Response, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const { status } = response;
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

/** How many bytes may precede a PDF's header. Source: PDF 1.7, implementation note 13. */
export const pdfHeaderWindow = 1024;

/** True when a PDF header is within the first bytes, where PDF readers accept it. */
export function hasPdfHeader(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, pdfHeaderWindow)).includes('%PDF-');
}

interface Downloader {
  download(link: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
}

/**
 * Downloads a PDF from a link that is fresh from the server. Links live for two or three minutes; an expired one (a
 * clock may be wrong) is requested once again. Rejects as a read does, and with kind `badFile` when there is no link.
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
