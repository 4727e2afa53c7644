import { refusal, vague } from '../apiError';
import type { Call, Routes } from '../call';
import { requireCredit, requireSignatures, requireTitle, parseRole, parseSigners } from '../createRoles';
import {
  checkSendFields,
  findReachableSigners,
  requireFittingSigners,
  saveDocument,
  send,
  type DocumentPlan,
  type Named,
} from '../createDocument';
import { isObject, isString, optional, type Json } from '../json';
import type { Role, Template } from '../records';
import type { Quirks } from '../quirks';
import { createdSettings, overriddenSettings } from '../signingSettings';
import { storeUpload } from '../upload';
import { editorUrl } from '../webApp';

/** The routes that create a document and use a credit. */
export function addCreateRoutes(routes: Routes, { onlyV1Routes, oldDraftDocument }: Quirks): void {
  routes.add('post', '/createdocument', createAndSend);
  routes.add('post', '/createdocument/:id', createFromTemplate);
  if (!onlyV1Routes || oldDraftDocument) routes.add('post', '/draftdocument', createDraft);
  if (!onlyV1Routes) routes.add('post', '/selfsign', createSelfSign);
}

/** The properties of a new document with its own file. */
function makePlan(call: Call, title: string | undefined, roles: Role[], sent: boolean): DocumentPlan {
  const { account, body } = call;
  const settings = createdSettings(call);
  const file = storeUpload(call, title);
  const note = optional(body, 'note', isString) ?? '';
  const description = optional(body, 'description', isString);
  return { ownerId: account.id, title, note, description, file, roles, settings, sent };
}

/** The roles of the signers that weren't dropped. */
function filterRoles(signers: readonly Json[], roles: readonly Role[], named: readonly Named[]): Role[] {
  return named.flatMap(({ signer, contactId }) => {
    const role = roles[signers.indexOf(signer)];
    return role ? [{ ...role, contactId }] : [];
  });
}

function createAndSend(call: Call): object {
  requireCredit(call);
  const title = requireTitle(call);
  const signers = parseSigners(call.body);
  const roles = signers.map((signer) => parseRole(call, signer));
  requireSignatures(roles);
  checkSendFields(call.body);
  const plan = makePlan(call, title, [], true);
  const named = findReachableSigners(call, signers);
  return send(call, saveDocument(call, { ...plan, roles: filterRoles(signers, roles, named) }), named);
}

function getSourceTemplate({ account, deployment, params }: Call): Template {
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
  const template = getSourceTemplate(call);
  if (template.roles.length === 0) throw refusal(400, 'Please setup template properly!');
  const { signers } = body;
  if (!Array.isArray(signers) || !signers.every(isObject)) throw vague();
  requireFittingSigners(template, signers);
  requireSignatures(template.roles);
  checkSendFields(body);
  const settings = overriddenSettings(call, template.settings);
  const { fewOverrides } = deployment.settings.quirks;
  const title = (fewOverrides ? undefined : optional(body, 'title', isString)) || template.title;
  const file = !fewOverrides && body['file'] !== undefined ? storeUpload(call, title) : template.file;
  const plan = { ownerId: template.ownerId, title, file, settings, sent: true, templateId: template.id };
  const { note, description } = template;
  if (signers.length === 0) {
    const bareSigners = template.roles.flatMap(({ contactId }) => contactId ?? []);
    return send(call, saveDocument(call, { ...plan, note, description, roles: [], bareSigners }), []);
  }
  const named = findReachableSigners(call, signers);
  const roles = template.roles.map((role) => assign(call, role, named));
  return send(call, saveDocument(call, { ...plan, note, description, roles }), named);
}

/** Copies a template's role, and assigns the first signer with its name. A role without a name stays unassigned. */
function assign({ deployment }: Call, role: Role, named: readonly Named[]): Role {
  const copy: Role = { ...role, widgets: role.widgets.map((widget) => ({ ...widget })) };
  const found = role.role ? named.find(({ signer }) => signer['role'] === role.role) : undefined;
  if (!found) return copy;
  const { signer, contactId } = found;
  if (deployment.settings.quirks.signerRoles) {
    copy.signerRole = optional(signer, 'signer_role', isString) || copy.signerRole;
  }
  for (const given of Array.isArray(signer['widgets']) ? signer['widgets'].filter(isObject) : []) {
    const widget = copy.widgets.find(({ options }) => options?.['name'] === given['name']);
    if (widget) widget.options = { ...widget.options, ...given };
  }
  return { ...copy, contactId };
}

function createDraft(call: Call): object {
  requireCredit(call);
  const { account, deployment, body } = call;
  const { oldDraftDocument } = deployment.settings.quirks;
  const title = requireTitle(call);
  const signers = hasNoSigners(body) && !oldDraftDocument ? [] : parseSigners(body);
  const roles = signers.map((signer) => parseRole(call, { widgets: [], ...signer }));
  const plan = makePlan(call, title, [], false);
  const kept = filterRoles(signers, roles, findReachableSigners(call, signers));
  const { id } = saveDocument(call, { ...plan, roles: kept });
  if (oldDraftDocument) return { objectId: id, url: `${deployment.origin}/placeholdersign/${id}` };
  return { document_id: id, url: editorUrl(deployment, 'draftdocument', account, id) };
}

const hasNoSigners = ({ signers = [] }: Json): boolean => Array.isArray(signers) && signers.length === 0;

const NOT_FOR_ONESELF = new Set(['dropdown', 'radio button', 'attachments']);

function createSelfSign(call: Call): object {
  requireCredit(call);
  const title = requireTitle(call);
  const { signer } = call.body;
  if (!isObject(signer)) throw vague();
  const role = parseRole(call, { widgets: [], ...signer });
  if (role.widgets.some(({ type }) => NOT_FOR_ONESELF.has(type))) throw vague();
  const plan = makePlan(call, title, [], false);
  const { email, name } = call.account;
  const contact = call.account.contacts.resolveSigner({ email, name });
  const roles = contact ? [{ ...role, contactId: contact.id }] : [];
  const { id } = saveDocument(call, { ...plan, roles });
  return { objectId: id, url: editorUrl(call.deployment, 'selfsign', call.account, id) };
}
