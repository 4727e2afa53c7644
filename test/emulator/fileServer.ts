import express, { type Express, type Response } from 'express';
import type { Control } from './control';
import { createControlRouter } from './routes/control';
import type { Deployment } from './deployment';
import type { Faults } from './fault';
import { createFaultMiddleware } from './faultMiddleware';
import type { Journal } from './journal';

/** The file storage, and the `/__control` calls. */
export function createFileServer(
  deployment: Deployment,
  faults: Faults,
  journal: Journal,
  control: Control,
): Express {
  const { storage } = deployment;
  const app = express();
  app.set('env', 'test');
  app.set('etag', false);
  app.use('/__control', express.json(), createControlRouter(deployment, control));
  app.use(createFaultMiddleware(faults, journal));
  app.get('/files/:key', (request, response) => {
    if (request.header('x-api-token') !== undefined || request.header('authorization') !== undefined) {
      refuse(response, 400, 'InvalidArgument', 'Only one auth mechanism allowed');
      return;
    }
    const query = new URL(request.url, 'http://files').searchParams;
    const verdict = storage.check(request.params.key, query);
    if (verdict === 'unsigned') refuse(response, 403, 'AccessDenied', 'Access Denied');
    else if (verdict === 'expired') refuse(response, 403, 'AccessDenied', 'Request has expired');
    else if (verdict === 'forged')
      refuse(response, 403, 'SignatureDoesNotMatch', 'The signature does not match');
    else serve(response, storage.get(request.params.key));
  });
  app.use((_request, response) => {
    response.status(404).type('text/plain').send('File not found.');
  });
  return app;
}

function serve(response: Response, bytes: Buffer | undefined): void {
  if (!bytes) {
    response.status(404).type('text/plain').send('File not found.');
    return;
  }
  response.setHeader('content-type', 'application/pdf');
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

function refuse(response: Response, status: number, code: string, message: string): void {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.status(status).type('application/xml').send(xml);
}
