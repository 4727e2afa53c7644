import { refusal, vague } from './api-error';
import type { Call } from './call';
import { isBoolean, isNumber, isObject, isString, optional, type Json } from './json';
import type { Document, Role, Template } from './records';
import { readSettings, type SigningSettings } from './signing-settings';
import { notify } from './webhook-events';
import { signingUrl } from './web-app';
import { isEmail } from './contacts';

/** Everything of a document that a create call decides. */
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

/** Puts the document there and takes the credit. */
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

/** Mails, tells the webhook, and answers. `named` are the signers of the request that were not dropped. */
export function send(
  call: Call,
  document: Document,
  named: readonly { signer: Json; contactId: string }[],
): object {
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
  return { objectId: document.id, signurl: links, message: 'Document sent successfully!' };
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

/** Flags and texts that only say how to send; of the wrong type they are the vague 400. */
export function checkSendFields(body: Json): void {
  optional(body, 'send_email', isBoolean);
  optional(body, 'timeToCompleteDays', isNumber);
  for (const key of ['email_subject', 'email_body', 'folderId', 'note', 'description'])
    optional(body, key, isString);
}

/** The settings of a document made from a template, by what this server honours of the request. */
export function overriddenSettings({ deployment, body }: Call, template: Template): SigningSettings {
  const { fewOverrides, alwaysInOrder } = deployment.settings.quirks;
  const heard = fewOverrides
    ? { timeToCompleteDays: body['timeToCompleteDays'], enableOTP: body['enableOTP'] }
    : { ...body, prefill: undefined };
  const settings = readSettings(heard, template.settings, true);
  if (alwaysInOrder) settings.sendInOrder = true;
  if (!fewOverrides) settings.prefill = prefilled(body, template.settings.prefill);
  return settings;
}

function prefilled(body: Json, widgets: readonly Json[]): Json[] {
  const given = optional(body, 'prefill', isObject)?.['widgets'] ?? [];
  if (!Array.isArray(given) || !given.every(isObject)) throw vague();
  return widgets.map((widget) => {
    const options = isObject(widget['options']) ? widget['options'] : {};
    const answer = given.find(({ name }) => name === options['name']);
    return answer ? { ...widget, options: { ...options, response: answer['response'] } } : widget;
  });
}

/**
 * Matches the request's signers with a template's roles: at least the open ones, at most all, by exact name.
 * Widgets of a signer address the template's by name and set their defaults.
 */
export function fillRoles(template: Template, signers: readonly Json[]): Map<Role, Json> {
  const { roles } = template;
  const open = roles.filter(({ contactId }) => contactId === undefined);
  const wanted = signers.length > open.length ? roles : open;
  const fits = signers.length >= open.length && signers.length <= roles.length;
  const bare = signers.length === 0 && open.length === 0;
  const filled = new Map<Role, Json>();
  for (const role of bare ? [] : wanted) {
    const signer = signers.find((candidate) => candidate['role'] === role.role);
    if (signer) filled.set(role, signer);
  }
  if (!fits || (!bare && filled.size < wanted.length)) throw refusal(400, 'Please provide signers properly!');
  return filled;
}

/** Whether the server can write to this signer; the others are dropped without a word. */
export const canSign = (signer: Json): boolean => isEmail(signer['email']);
