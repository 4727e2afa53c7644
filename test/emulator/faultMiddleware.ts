import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import type { Fault, Faults } from './fault';
import type { Journal, JournalEntry } from './journal';

/** Applies faults. Must be added after the body parser and before all routes. */
export function createFaultMiddleware(faults: Faults, journal: Journal): RequestHandler {
  return (request, response, next) => {
    const entry = journal.getEntry(request);
    const fault = entry && faults.match(entry.method, entry.path);
    if (!entry || !fault) {
      next();
      return;
    }
    journal.update(request, { fault });
    void applyFault(fault, entry, response, () => {
      next();
    });
  };
}

async function applyFault(
  fault: Fault,
  entry: JournalEntry,
  response: Response,
  runHandler: () => void,
): Promise<void> {
  const replaced =
    fault.status !== undefined ||
    fault.body !== undefined ||
    fault.makeBody !== undefined ||
    fault.redirect !== undefined ||
    fault.cut === 'before';
  let body: Buffer | undefined;
  if (fault.when === 'after') {
    body = await captureResponse(response, runHandler);
    await delay(fault, response);
  } else {
    await delay(fault, response);
    if (response.destroyed) return;
    if (!replaced && !fault.hang) body = await captureResponse(response, runHandler);
  }
  if (response.destroyed || fault.hang) return;
  if (fault.cut === 'before') {
    response.socket?.destroy();
    return;
  }
  if (replaced) body = replace(fault, entry, response);
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
  await finish(fault, response, body ?? Buffer.alloc(0));
}

/** Waits for the fault's delay, or until the connection closes. */
function delay({ delayMs, hold }: Fault, response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      void Promise.resolve(hold).then(done, done);
    }, delayMs ?? 0);
    response.once('close', done);
  });
}

/** Runs the real handler, and returns the body instead of sending it. Status and headers are set. */
function captureResponse(response: Response, runHandler: () => void): Promise<Buffer> {
  return new Promise((resolve) => {
    const end = response.end.bind(response);
    const intercept = (chunk?: unknown, encoding?: unknown): Response => {
      response.end = end;
      if (chunk instanceof Uint8Array) resolve(Buffer.from(chunk));
      else if (typeof chunk === 'string')
        resolve(Buffer.from(chunk, encoding === 'latin1' ? encoding : 'utf8'));
      else resolve(Buffer.alloc(0));
      return response;
    };
    response.end = intercept as typeof response.end;
    runHandler();
  });
}

function replace(fault: Fault, entry: JournalEntry, response: Response): Buffer {
  for (const name of response.getHeaderNames()) {
    if (!name.startsWith('access-control-')) response.removeHeader(name);
  }
  response.statusCode = fault.status ?? (fault.redirect === undefined ? 200 : 302);
  if (fault.redirect !== undefined) response.setHeader('location', fault.redirect);
  const given = fault.makeBody?.(entry) ?? fault.body;
  const isRaw = typeof given === 'string' || Buffer.isBuffer(given);
  const body = Buffer.from(isRaw ? given : given === undefined ? '' : JSON.stringify(given));
  response.setHeader('content-type', `${isRaw ? 'text/html' : 'application/json'}; charset=utf-8`);
  response.setHeader('content-length', body.length);
  return body;
}

/** Sends the body with `cut`, `padTo` and `trickle`. */
async function finish({ cut, padTo = 0, trickle }: Fault, response: Response, body: Buffer): Promise<void> {
  const length = Math.max(body.length, padTo);
  const end = typeof cut === 'number' ? Math.min(cut, length) : length;
  if (end === length && length === body.length && !trickle) {
    response.end(body);
    return;
  }
  if (length === Infinity) response.removeHeader('content-length');
  else response.setHeader('content-length', length);
  response.flushHeaders();
  const pieces = Readable.from(makePieces(body, end, trickle));
  // Rejects if the client disconnects, which tests do on purpose.
  await pipeline(pieces, response, { end: end === length }).catch(() => undefined);
  if (end < length) response.socket?.destroySoon();
}

/** Yields the first `end` bytes of the body, which is padded with spaces. */
async function* makePieces(body: Buffer, end: number, trickle: Fault['trickle']): AsyncGenerator<Buffer> {
  for (let sent = 0; sent < end;) {
    if (trickle) await wait(trickle.everyMs);
    const piece = Buffer.alloc(Math.min(trickle?.bytes ?? 65_536, end - sent), ' ');
    body.subarray(sent).copy(piece);
    yield piece;
    sent += piece.length;
  }
}
