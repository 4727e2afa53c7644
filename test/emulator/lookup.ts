import { refusal } from './apiError';
import type { Call } from './call';
import type { Document, Template } from './records';

/** The caller's own template, even if deleted. Throws 404 for unknown and foreign IDs. */
export function anyTemplate({ account, deployment }: Call, id: string): Template {
  const template = deployment.templates.get(id);
  if (template?.ownerId !== account.id) throw refusal(404, 'Template not found!');
  return template;
}

/** Like `anyTemplate`, but throws 404 for a deleted template. */
export function liveTemplate(call: Call, id: string): Template {
  const template = anyTemplate(call, id);
  if (template.archived) throw refusal(404, 'Template not found!');
  return template;
}

/** The caller's own document, even if deleted. Throws 404 for unknown and foreign IDs. */
export function anyDocument({ account, deployment }: Call, id: string): Document {
  const document = deployment.documents.get(id);
  if (document?.ownerId !== account.id) throw refusal(404, 'Document not found!');
  return document;
}

/** Like `anyDocument`, but throws 404 for a deleted document. */
export function liveDocument(call: Call, id: string): Document {
  const document = anyDocument(call, id);
  if (document.archived) throw refusal(404, 'Document not found!');
  return document;
}
