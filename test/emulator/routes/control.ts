import { Router, type Request } from 'express';
import type { Control } from '../control';
import type { Deployment } from '../deployment';
import { isObject, isString, type Json } from '../json';
import { getState } from '../state';

/** Maps `/__control` requests to calls of `Control`. */
export function createControlRouter(deployment: Deployment, control: Control): Router {
  const router = Router();
  const actions: Readonly<Record<string, (body: Json) => void>> = {
    view: (body) => control.view(text(body, 'documentId'), text(body, 'email')),
    sign: (body) => control.sign(text(body, 'documentId'), text(body, 'email')),
    decline: (body) => {
      const reason = body['reason'];
      control.decline(text(body, 'documentId'), text(body, 'email'), isString(reason) ? reason : '');
    },
    expire: (body) => control.expire(text(body, 'documentId')),
    'send-draft': (body) => control.sendDraft(text(body, 'documentId')),
    'delete-template': (body) => control.deleteTemplate(text(body, 'templateId')),
    mail: (body) => control.setMailTransport(body['working'] !== false),
    credits: (body) => {
      const account =
        deployment.accounts.find(({ email }) => email === body['account']) ?? deployment.accounts[0];
      if (account) control.setCredits(account, Number(body['credits']));
    },
  };
  router.get('/state', (_request, response) => {
    response.json(summary(deployment));
  });
  router.post('/:action', (request: Request<{ action: string }>, response) => {
    const action = actions[request.params.action];
    if (!action) {
      response.status(404).json({ error: `Actions: ${Object.keys(actions).join(', ')}` });
      return;
    }
    try {
      const body: unknown = request.body;
      action(isObject(body) ? body : {});
      response.json({ ok: true });
    } catch (error) {
      response.status(400).json({ error: error instanceof Error ? error.message : String(error) });
    }
  });
  return router;
}

function text(body: Json, key: string): string {
  const value = body[key];
  if (!isString(value)) throw new Error(`"${key}" is missing; send JSON with content-type application/json`);
  return value;
}

/** The accounts and their objects, for the `state` call. */
function summary({ accounts, contacts }: Deployment): object {
  return accounts.map((account) => ({
    account: account.email,
    credits: account.credits,
    templates: account.templates().map(({ id, title }) => ({ id, title })),
    documents: account.documents().map((document) => ({
      id: document.id,
      title: document.title,
      state: getState(document),
      signers: document.roles.flatMap(({ contactId }) => contacts.get(contactId ?? '')?.email ?? []),
    })),
  }));
}
