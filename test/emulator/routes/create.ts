import { refusal, vague } from '../api-error';
import type { Call, Routes } from '../call';
import { requireCredit, requireSignatures, requireTitle, roleOf, signersOf } from '../create-roles';
import {
  canSign,
  checkSendFields,
  fillRoles,
  overriddenSettings,
  saveDocument,
  send,
  type DocumentPlan,
} from '../create-document';
import { isObject, isString, optional, type Json } from '../json';
import type { Role, Template } from '../records';
import { defaultSettings, readSettings } from '../signing-settings';
import { storeUpload } from '../upload';
import { editorUrl } from '../web-app';

/** Everything that makes a document, and costs a credit. */
export function createRoutes(routes: Routes, { onlyV1Routes }: { onlyV1Routes: boolean }): void {
  routes.add('post', '/createdocument', createAndSend);
  routes.add('post', '/createdocument/:id', createFromTemplate);
  if (onlyV1Routes) return;
  routes.add('post', '/draftdocument', createDraft);
  routes.add('post', '/selfsign', createSelfSign);
}

interface Named {
  signer: Json;
  contactId: string;
}

/** The plan of a document that brings its own file. */
function planOf(call: Call, title: string | undefined, roles: Role[], sent: boolean): DocumentPlan {
  const { account, deployment, body } = call;
  const settings = readSettings(body, defaultSettings());
  if (deployment.settings.quirks.alwaysInOrder) settings.sendInOrder = true;
  const file = storeUpload(call, title);
  const note = optional(body, 'note', isString) ?? '';
  const description = optional(body, 'description', isString);
  return { ownerId: account.id, title, note, description, file, roles, settings, sent };
}

function withContacts(
  { account }: Call,
  signers: readonly Json[],
  roles: readonly Role[],
): [Role[], Named[]] {
  const named: Named[] = [];
  const kept: Role[] = [];
  roles.forEach((role, index) => {
    const signer = signers[index];
    const contact = signer && canSign(signer) ? account.contacts.ofSigner(signer) : undefined;
    if (!signer || !contact) return;
    named.push({ signer, contactId: contact.id });
    kept.push({ ...role, contactId: contact.id });
  });
  return [kept, named];
}

function createAndSend(call: Call): object {
  requireCredit(call);
  const title = requireTitle(call);
  const signers = signersOf(call.body);
  const roles = signers.map((signer) => roleOf(call, signer));
  requireSignatures(roles);
  checkSendFields(call.body);
  const plan = planOf(call, title, [], true);
  const [kept, named] = withContacts(call, signers, roles);
  return send(call, saveDocument(call, { ...plan, roles: kept }), named);
}

function templateFor({ account, deployment, params }: Call): Template {
  const { quirks } = deployment.settings;
  const template = deployment.templates.get(params['id'] ?? '');
  const foreign = template?.ownerId !== account.id && !quirks.foreignTemplates;
  if (!template || foreign || (template.archived && !quirks.deletedTemplates)) {
    throw refusal(404, 'Invalid template id!');
  }
  return template;
}

function createFromTemplate(call: Call): object {
  requireCredit(call);
  const { deployment, body } = call;
  const template = templateFor(call);
  if (template.roles.length === 0) throw refusal(400, 'Please setup template properly!');
  const { signers } = body;
  if (!Array.isArray(signers) || !signers.every(isObject)) throw vague();
  const filled = fillRoles(template, signers);
  requireSignatures(template.roles);
  checkSendFields(body);
  const settings = overriddenSettings(call, template);
  const { fewOverrides } = deployment.settings.quirks;
  const title = (fewOverrides ? undefined : optional(body, 'title', isString)) || template.title;
  const file = !fewOverrides && body['file'] !== undefined ? storeUpload(call, title) : template.file;
  const plan = { ownerId: template.ownerId, title, file, settings, sent: true, templateId: template.id };
  const { note, description } = template;
  if (signers.length === 0) {
    const bareSigners = template.roles.flatMap(({ contactId }) => contactId ?? []);
    return send(call, saveDocument(call, { ...plan, note, description, roles: [], bareSigners }), []);
  }
  const named: Named[] = [];
  const roles = template.roles.map((role) => assign(call, role, filled.get(role), named));
  return send(call, saveDocument(call, { ...plan, note, description, roles }), named);
}

/** A document's copy of a template's role; a signer who cannot be reached leaves it empty. */
function assign({ account, deployment }: Call, role: Role, signer: Json | undefined, named: Named[]): Role {
  const copy: Role = { ...role, widgets: role.widgets.map((widget) => ({ ...widget })) };
  if (!signer) return copy;
  delete copy.contactId;
  if (deployment.settings.quirks.signerRoles) {
    copy.signerRole = optional(signer, 'signer_role', isString) || copy.signerRole;
  }
  for (const given of Array.isArray(signer['widgets']) ? signer['widgets'].filter(isObject) : []) {
    const widget = copy.widgets.find(({ options }) => options?.['name'] === given['name']);
    if (widget) widget.options = { ...widget.options, ...given };
  }
  const contact = canSign(signer) ? account.contacts.ofSigner(signer) : undefined;
  if (!contact) return copy;
  named.push({ signer, contactId: contact.id });
  return { ...copy, contactId: contact.id };
}

function createDraft(call: Call): object {
  requireCredit(call);
  const title = requireTitle(call);
  const signers = call.body['signers'] === undefined ? [] : draftSigners(call.body);
  const roles = signers.map((signer) => roleOf(call, { widgets: [], ...signer }));
  const plan = planOf(call, title, [], false);
  const [kept] = withContacts(call, signers, roles);
  const { id } = saveDocument(call, { ...plan, roles: kept });
  return { document_id: id, url: editorUrl(call.deployment, 'draftdocument', call.account, id) };
}

function draftSigners({ signers }: Json): Json[] {
  if (!Array.isArray(signers) || !signers.every(isObject)) throw vague();
  return signers;
}

const NOT_FOR_ONESELF = new Set(['dropdown', 'radio button', 'attachments']);

function createSelfSign(call: Call): object {
  requireCredit(call);
  const title = requireTitle(call);
  const { signer } = call.body;
  if (!isObject(signer)) throw vague();
  const role = roleOf(call, { widgets: [], ...signer });
  if (role.widgets.some(({ type }) => NOT_FOR_ONESELF.has(type))) throw vague();
  const plan = planOf(call, title, [], false);
  const { email, name } = call.account;
  const contact = call.account.contacts.ofSigner({ email, name });
  const roles = contact ? [{ ...role, contactId: contact.id }] : [];
  const { id } = saveDocument(call, { ...plan, roles });
  return { objectId: id, url: editorUrl(call.deployment, 'selfsign', call.account, id) };
}
