import { refusal } from './apiError';
import type { Call } from './call';
import { isBoolean, isNumber, isString, optional, type Json } from './json';
import type { Document, Role, Template } from './records';
import type { SigningSettings } from './signingSettings';
import { notify } from './webhookEvents';
import { signingUrl } from './webApp';

/** The properties of a document that a create call sets. */
export interface DocumentPlan {
  ownerId: string;
  title: string | undefined;
  note: string;
  description: string | undefined;
  file: string;
  roles: Role[];
  settings: SigningSettings;
  sent: boolean;
  templateId?: string;
  bareSigners?: string[];
}

/** Saves the document and uses a credit. */
export function saveDocument({ account, deployment, body }: Call, plan: DocumentPlan): Document {
  const { title, description, templateId, bareSigners, ...rest } = plan;
  const folderId = optional(body, 'folderId', isString);
  const stamp = deployment.stamp();
  const document: Document = {
    ...rest,
    id: deployment.newId(),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(folderId ? { folderId } : {}),
    ...(templateId !== undefined && !deployment.settings.quirks.shortObjects ? { templateId } : {}),
    ...(bareSigners ? { bareSigners } : {}),
    expires: new Date(stamp.at.getTime() + plan.settings.timeToCompleteDays * 86_400_000),
    trail: new Map(),
    created: stamp,
    updated: stamp,
    archived: false,
  };
  deployment.documents.set(document.id, document);
  account.debit();
  return document;
}

/** A signer of the request who wasn't dropped. */
export interface Named {
  readonly signer: Json;
  readonly contactId: string;
}

/** The signers that the server can email. The others are silently dropped. */
export function findReachableSigners({ account }: Call, signers: readonly Json[]): Named[] {
  return signers.flatMap((signer) => {
    const contact = account.contacts.resolveSigner(signer);
    return contact ? [{ signer, contactId: contact.id }] : [];
  });
}

/** Sends emails and the webhook event. The response has a link for each of `named`. */
export function send(call: Call, document: Document, named: readonly Named[]): object {
  const { deployment, body } = call;
  const sendMail = body['send_email'] !== false;
  const links = named.map(({ signer, contactId }) => {
    const email = String(signer['email']);
    return { email, url: signingUrl(deployment, document.id, email, contactId, sendMail) };
  });
  if (sendMail) mailRequests(call, document);
  const signers = named.map(({ signer: { name, email, phone } }) => ({
    name: name ?? '',
    email,
    phone: phone ?? '',
  }));
  notify(deployment, document, 'created', { signers });
  const nameless = named.length === 0 && deployment.settings.quirks.noIdWithoutSigners;
  const answer = { signurl: links, message: 'Document sent successfully!' };
  return nameless ? answer : { objectId: document.id, ...answer };
}

function mailRequests({ deployment, body }: Call, document: Document): void {
  const subject = optional(body, 'email_subject', isString);
  const addresses = document.roles.flatMap(({ contactId }) => {
    const contact = contactId === undefined ? undefined : deployment.contacts.get(contactId);
    return contact ? [contact.email] : [];
  });
  for (const to of document.settings.sendInOrder ? addresses.slice(0, 1) : addresses) {
    deployment.mailer.send({ to, documentId: document.id, subject, kind: 'request' });
  }
}

/** Checks fields that only control sending. A wrong type throws the vague 400. */
export function checkSendFields(body: Json): void {
  optional(body, 'send_email', isBoolean);
  optional(body, 'timeToCompleteDays', isNumber);
  for (const key of ['email_subject', 'email_body', 'folderId', 'note', 'description'])
    optional(body, key, isString);
}

/** Rejects signers that don't match the roles. All unassigned roles need one, assigned roles may have one. */
export function requireFittingSigners({ roles }: Template, signers: readonly Json[]): void {
  const open = roles.filter(({ contactId }) => contactId === undefined);
  const wanted = signers.length > open.length ? roles : open;
  const fits = signers.length >= open.length && signers.length <= roles.length;
  if (!fits || !wanted.every(({ role }) => signers.some((signer) => signer['role'] === role))) {
    throw refusal(400, 'Please provide signers properly!');
  }
}
