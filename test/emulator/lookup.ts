import { refusal } from './apiError';
import type { Call } from './call';
import type { Document, Template } from './records';

/** The caller's own template, deleted ones included. Throws 404 for unknown and foreign IDs. */
export function anyTemplate({ account, deployment }: Call, id: string): Template {
  const template = deployment.templates.get(id);
  if (template?.ownerId !== account.id) throw refusal(404, 'Template not found!');
  return template;
}

/** As `anyTemplate`, but a deleted one is not found. */
export function liveTemplate(call: Call, id: string): Template {
  const template = anyTemplate(call, id);
  if (template.archived) throw refusal(404, 'Template not found!');
  return template;
}

/** The caller's own document, deleted ones included. Throws 404 for unknown and foreign IDs. */
export function anyDocument({ account, deployment }: Call, id: string): Document {
  const document = deployment.documents.get(id);
  if (document?.ownerId !== account.id) throw refusal(404, 'Document not found!');
  return document;
}

/** As `anyDocument`, but a deleted one is not found. */
export function liveDocument(call: Call, id: string): Document {
  const document = anyDocument(call, id);
  if (document.archived) throw refusal(404, 'Document not found!');
  return document;
}
