import express, { type Express } from 'express';
import { Routes } from './call';
import type { Deployment } from './deployment';
import type { Faults } from './fault';
import { createFaultMiddleware } from './faultMiddleware';
import type { Journal } from './journal';
import { addAccountRoutes } from './routes/account';
import { addContactRoutes } from './routes/contacts';
import { addCreateRoutes } from './routes/create';
import { addDocumentRoutes } from './routes/documents';
import { addFolderRoutes } from './routes/folders';
import { addTemplateRoutes } from './routes/templates';
import { createWebAppRouter } from './routes/webApp';

/** The API. Express responds to unknown routes, wrong methods and invalid JSON with HTML pages, as on the real server. */
export function createApiServer(deployment: Deployment, faults: Faults, journal: Journal): Express {
  const { settings } = deployment;
  const app = express();
  // "test" shows stack traces in error pages, as the real server does, and logs nothing.
  app.set('env', 'test');
  app.use((request, response, next) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('access-control-allow-methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
    response.setHeader(
      'access-control-allow-headers',
      request.header('access-control-request-headers') ?? '*',
    );
    response.status(204).end();
  });
  app.use(express.json({ limit: settings.jsonLimitBytes }));
  app.use((request, _response, next) => {
    const body: unknown = request.body;
    if (body !== undefined) journal.update(request, { body });
    next();
  });
  app.use(createFaultMiddleware(faults, journal));
  if (settings.community !== true)
    for (const path of settings.basePaths) app.use(path, buildRoutes(deployment).router);
  app.use(createWebAppRouter(settings.environment));
  return app;
}

function buildRoutes(deployment: Deployment): Routes {
  const routes = new Routes(deployment);
  const { quirks } = deployment.settings;
  addAccountRoutes(routes, quirks);
  addContactRoutes(routes, quirks);
  addTemplateRoutes(routes, quirks);
  addCreateRoutes(routes, quirks);
  addDocumentRoutes(routes, quirks);
  addFolderRoutes(routes);
  return routes;
}
