import { ApiError, refusal, vague } from '../apiError';
import { NO_ANSWER, type Call, type Routes } from '../call';
import { newestFirst } from '../deployment';
import { edit, requireKnownKeys } from '../edit';
import { isString, optional } from '../json';
import { anyDocument, liveDocument } from '../lookup';
import { cut, parsePage } from '../page';
import type { Document } from '../records';
import { DOCTYPES, getState } from '../state';
import { viewDocumentItem, viewDocument } from '../views/document';
import { notify, signersInWebhook } from '../webhookEvents';
import { signingLinks } from '../webApp';
import { formData, signerIps } from '../views/reports';

export function addDocumentRoutes(routes: Routes, { onlyV1Routes }: { onlyV1Routes: boolean }): void {
  routes.add('get', '/documentlist/:doctype', list);
  routes.add('get', '/document/:id', (call) =>
    viewDocument(call.deployment, liveDocument(call, getId(call))),
  );
  routes.add('put', '/document/:id', put);
  routes.add('delete', '/document/:id', (call) => {
    const document = liveDocument(call, getId(call));
    document.archived = true;
    document.updated = call.deployment.stamp();
    return { objectId: document.id, deletedAt: document.updated.at };
  });
  routes.add('post', '/resendmail', resendEmail, 'Invalid API Token.');
  if (onlyV1Routes) return;
  routes.add('post', '/document/:id', revoke);
  routes.add('get', '/signinglinks/:id', (call) => {
    const document = liveDocument(call, getId(call));
    return { objectId: document.id, signurl: document.sent ? signingLinks(call.deployment, document) : [] };
  });
  routes.add('get', '/signerips/:id', (call) => signerIps(call.deployment, forTeams(call)));
  routes.add('get', '/formdata/:id', (call) => formData(call.deployment, forTeams(call)));
}

const getId = ({ params }: Call): string => params['id'] ?? '';

/** Rejects accounts without a Teams plan. The real response isn't documented. */
function forTeams(call: Call): Document {
  const document = liveDocument(call, getId(call));
  if (call.account.plan !== 'teams') throw vague();
  return document;
}

function list(call: Call): object {
  const { account, deployment, params } = call;
  const doctype = params['doctype'] ?? '';
  const state = DOCTYPES[doctype];
  const waiting = deployment.settings.quirks.signatureRequestList && doctype === 'signaturerequest';
  if (!state && !waiting) throw refusal(404, 'Report not available!');
  const page = parsePage(call);
  const found = waiting
    ? [...deployment.documents.values()].filter((document) =>
        isWaitingFor(account.email, document, deployment),
      )
    : account.documents().filter((document) => !document.bareSigners && getState(document) === state);
  const items = cut(
    newestFirst(found, ({ updated }) => updated),
    page,
  );
  return { result: items.map((document) => viewDocumentItem(deployment, document, items.length === 1)) };
}

function isWaitingFor(email: string, document: Document, { contacts }: Call['deployment']): boolean {
  if (document.archived || getState(document) !== 'in-progress') return false;
  return document.roles.some(({ contactId }) => {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    return contact?.email === email && !document.trail.get(contact.id)?.signed;
  });
}

function put(call: Call): object {
  requireKnownKeys(call, 'document');
  const document = anyDocument(call, getId(call));
  if (document.archived) throw new ApiError(404, { message: 'Document not found!' });
  edit(call, document);
  return { objectId: document.id, updatedAt: document.updated.at };
}

/** Only documents in progress can be revoked. The response for others isn't documented. */
function revoke(call: Call): object {
  const { account, deployment, body } = call;
  const document = liveDocument(call, getId(call));
  const reason = optional(body, 'reason', isString) ?? '';
  if (getState(document) !== 'in-progress') throw vague();
  document.updated = deployment.stamp();
  document.declined = { by: account.email, reason, at: document.updated.at };
  if (deployment.settings.quirks.hostedWebhooks) {
    const signers = signersInWebhook(deployment, document);
    const { by, at } = document.declined;
    notify(deployment, document, 'declined', {
      signers,
      declinedBy: by,
      declinedReason: reason,
      declinedAt: at,
    });
  }
  return { objectId: document.id, revokedAt: document.updated.at };
}

function resendEmail(call: Call): object | typeof NO_ANSWER {
  const { account, deployment, body } = call;
  const document = deployment.documents.get(String(body['document_id']));
  if (document?.ownerId !== account.id || document.archived || getState(document) !== 'in-progress') {
    throw refusal(404, 'document not found.');
  }
  const to = document.roles
    .map(({ contactId }) => deployment.contacts.get(contactId ?? '')?.email)
    .find((email) => email !== undefined && email === body['email']);
  if (to === undefined) throw refusal(404, 'user not found.');
  if (![body['email_subject'] ?? '', body['email_body'] ?? ''].every(isString)) {
    throw refusal(400, 'Something went wrong.');
  }
  if (!deployment.mailer.working) return NO_ANSWER;
  const subject = optional(body, 'email_subject', isString);
  deployment.mailer.send({ to, documentId: document.id, subject, kind: 'reminder' });
  return { result: 'mail sent successfully.' };
}
