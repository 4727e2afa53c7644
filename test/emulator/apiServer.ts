import express, { type Express } from 'express';
import { Routes } from './call';
import type { Deployment } from './deployment';
import type { Faults } from './fault';
import { faultMiddleware } from './faultMiddleware';
import type { Journal } from './journal';
import { accountRoutes } from './routes/account';
import { contactRoutes } from './routes/contacts';
import { createRoutes } from './routes/create';
import { documentRoutes } from './routes/documents';
import { folderRoutes } from './routes/folders';
import { templateRoutes } from './routes/templates';
import { webAppRoutes } from './routes/webApp';

/** The API listener. Unknown routes, wrong methods and bad bodies are left to Express's own HTML pages. */
export function apiServer(deployment: Deployment, faults: Faults, journal: Journal): Express {
  const { settings } = deployment;
  const app = express();
  // "test" keeps the stack traces in the error pages, as the real server has them, and keeps the console quiet.
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
    if (body !== undefined) journal.note(request, { body });
    next();
  });
  app.use(faultMiddleware(faults, journal));
  if (settings.community !== true)
    for (const path of settings.basePaths) app.use(path, routesOf(deployment).router);
  app.use(webAppRoutes(settings.environment));
  return app;
}

function routesOf(deployment: Deployment): Routes {
  const routes = new Routes(deployment);
  const { quirks } = deployment.settings;
  accountRoutes(routes, quirks);
  contactRoutes(routes, quirks);
  templateRoutes(routes, quirks);
  createRoutes(routes, quirks);
  documentRoutes(routes, quirks);
  folderRoutes(routes);
  return routes;
}
