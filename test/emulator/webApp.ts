import { createHmac } from 'node:crypto';
import type { Deployment } from './deployment';
import type { Document } from './records';

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A signing link, which needs no account. Anyone with the link can sign. */
export function signingUrl(
  { origin, settings }: Deployment,
  documentId: string,
  email: string,
  contactId: string,
  sendMail: boolean,
): string {
  const parts = [documentId, email, contactId];
  if (settings.quirks.fourPartSigningUrl) parts.push(String(sendMail));
  return `${origin}/login/${Buffer.from(parts.join('/')).toString('base64')}`;
}

/** A link to the editor: a JWT signed (HS256) with the account's API token. */
export function editorUrl(
  { origin }: Deployment,
  page: 'drafttemplate' | 'draftdocument' | 'selfsign',
  account: { email: string; token: string },
  id: string,
): string {
  const key = page === 'drafttemplate' ? 'template_id' : 'document_id';
  const claims = { user_email: account.email, [key]: id, iat: Math.floor(Date.now() / 1000) };
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  const signature = createHmac('sha256', account.token).update(signed).digest('base64url');
  return `${origin}/${page}/${signed}.${signature}`;
}

/** `signurl` entries for all roles with a contact. */
export function signingLinks(deployment: Deployment, document: Document): { email: string; url: string }[] {
  return document.roles.flatMap(({ contactId }) => {
    const contact = contactId === undefined ? undefined : deployment.contacts.get(contactId);
    if (!contact) return [];
    return [
      { email: contact.email, url: signingUrl(deployment, document.id, contact.email, contact.id, false) },
    ];
  });
}
