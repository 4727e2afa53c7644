import { Router } from 'express';

/** Pages of the web app that the API and clients link to. */
const PAGES = [
  '/dashboard/:id',
  '/report/:id',
  '/form/:id',
  '/template/:id',
  '/drafttemplate/:jwt',
  '/draftdocument/:jwt',
  '/selfsign/:jwt',
  '/publicsign',
  '/login/:capability',
  '/draftDocument',
  '/recipientSignPdf/:id',
  '/placeHolderSign/:id',
  '/signaturePdf/:id',
  '/drive',
  '/generatetoken',
  '/webhook',
  '/debugpdf',
];

/** Placeholders for pages of the web app, for links in the demo. */
export function createWebAppRouter(environment: string): Router {
  const router = Router();
  router.get(PAGES, (request, response) => {
    const page = request.path.split('/')[1] ?? '';
    response
      .type('html')
      .send(
        `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>OpenSign emulator</title></head>` +
          `<body><h1>OpenSign emulator (${environment})</h1>` +
          `<p>Here the web app would show its page <code>/${page}</code>.</p></body></html>`,
      );
  });
  return router;
}
