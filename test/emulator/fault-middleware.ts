import type { RequestHandler, Response } from 'express';
import type { Fault, Faults } from './fault';
import type { Journal } from './journal';

/** Lets the faults of an emulator hit. Comes after the body is read and before every route. */
export function faultMiddleware(faults: Faults, journal: Journal): RequestHandler {
  return (request, response, next) => {
    const entry = journal.of(request);
    const fault = entry && faults.take(entry.method, entry.path);
    if (!entry || !fault) {
      next();
      return;
    }
    journal.note(request, { fault });
    void hit(fault, response, () => {
      next();
    });
  };
}

async function hit(fault: Fault, response: Response, runHandler: () => void): Promise<void> {
  const replaced =
    fault.status !== undefined ||
    fault.body !== undefined ||
    fault.redirect !== undefined ||
    fault.cut === 'before';
  let body: Buffer | undefined;
  if (fault.when === 'after') {
    body = await handlerAnswer(response, runHandler);
    await delay(fault, response);
  } else {
    await delay(fault, response);
    if (response.destroyed) return;
    if (!replaced && !fault.hang) body = await handlerAnswer(response, runHandler);
  }
  if (response.destroyed || fault.hang) return;
  if (fault.cut === 'before') {
    response.socket?.destroy();
    return;
  }
  if (replaced) body = replace(fault, response);
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
  finish(fault, response, body ?? Buffer.alloc(0));
}

/** Waits as the fault says, or until the connection is gone. */
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

/** Runs the real handler and keeps its answer back: status and headers are set, the body is returned. */
function handlerAnswer(response: Response, runHandler: () => void): Promise<Buffer> {
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

function replace(fault: Fault, response: Response): Buffer {
  for (const name of response.getHeaderNames()) {
    if (!name.startsWith('access-control-')) response.removeHeader(name);
  }
  response.statusCode = fault.status ?? (fault.redirect === undefined ? 200 : 302);
  if (fault.redirect !== undefined) response.setHeader('location', fault.redirect);
  const isText = typeof fault.body === 'string';
  const text = isText ? fault.body : fault.body === undefined ? '' : JSON.stringify(fault.body);
  const body = Buffer.from(text as string);
  response.setHeader('content-type', `${isText ? 'text/html' : 'application/json'}; charset=utf-8`);
  response.setHeader('content-length', body.length);
  return body;
}

function finish(fault: Fault, response: Response, body: Buffer): void {
  if (typeof fault.cut !== 'number' || fault.cut >= body.length) {
    response.end(body);
    return;
  }
  response.setHeader('content-length', body.length);
  response.flushHeaders();
  if (fault.cut > 0) response.write(body.subarray(0, fault.cut));
  response.socket?.destroySoon();
}
