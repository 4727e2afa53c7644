import type { OpenSignClient } from '../api/client';
import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress, type DocumentState } from '../api/documentState';
import { OpenSignError } from '../api/errors';
import { parseTemplate, readiness, type Role, type Template, type Widget } from '../api/template';
import { defined, isObject, list, text, type JsonObject, type Moment } from '../api/values';
import { readAllTemplates } from '../api/readPages';
import { answerText, fitItems, redactText } from './toolAnswer';
import { parseGroup, parseId, parsePage, parseText } from './toolInput';

/** Returns the answer for a model. Rejects as a read does, and with `ToolError`. */
export type ReadTool = (client: OpenSignClient, input: JsonObject, signal: AbortSignal) => Promise<string>;

/** Maximum widgets of a template in an answer. */
const maxWidgets = 150;

/** The account's templates, or those that match a search, last changed first. */
export const listTemplates: ReadTool = async (client, input, signal) => {
  const { skip, limit } = parsePage(input);
  const search = parseText(input.search, 'search')?.trim() ?? '';
  if (search === '') {
    const { items, next } = await client.listTemplates(skip, limit, signal);
    return listAnswer(client, 'templates', items.map(toTemplateItem), skip, next);
  }
  const found = (await readAllTemplates(client, signal)).filter((template) => matches(template, search));
  const page = found.slice(skip, skip + limit).map(toTemplateItem);
  const next = skip + limit < found.length ? skip + limit : undefined;
  return listAnswer(client, 'templates', page, skip, next);
};

/** One template with its roles and named fields: what a model needs to create a document from it. */
export const readTemplate: ReadTool = async (client, { id }, signal) => {
  const json = await client.getTemplateJson(parseId(id), signal);
  const template = parseTemplate(json);
  if (template === undefined) {
    const { environment, origin } = client;
    throw new OpenSignError('notOpenSign', { environment, host: new URL(origin).host });
  }
  const state = readiness(template);
  let room = maxWidgets;
  const toWidgets = (widgets: readonly Widget[]) => {
    const shown = widgets.slice(0, room);
    room -= widgets.length;
    return shown.map(({ type, name, page }) =>
      defined({ type: redactText(type), name: redactText(name), page }),
    );
  };
  const data = defined({
    id: template.id,
    title: redactText(template.title),
    note: redactText(template.note),
    description: redactText(template.description),
    ready: state && !state.noRoles && state.unsigned.length === 0,
    roles: template.roles.map((role, index) =>
      defined({
        role: roleName(role, index),
        kind: redactText(role.signerRole),
        assignedName: redactText(role.name),
        assignedEmail: redactText(role.email),
        widgets: toWidgets(role.widgets ?? []),
      }),
    ),
    filledBySender: readPrefillNames(json),
    updatedAt: toIsoText(template.updatedAt),
  });
  return answerText(client, data, ...(room < 0 ? ['Some widgets are missing from this list.'] : []));
};

/** The documents of one state, last changed first. */
export const listDocuments: ReadTool = async (client, input, signal) => {
  const group = parseGroup(input.state);
  const { skip, limit } = parsePage(input);
  const { items, next } = await client.documents.list(group, skip, limit, signal);
  const shown = items.map((document) =>
    defined({ ...toDocumentItem(document, group), signers: document.roles.map(signerName) }),
  );
  return listAnswer(client, 'documents', shown, skip, next);
};

/** One document, with the progress of each signer. */
export const readDocumentState: ReadTool = async (client, { id }, signal) => {
  const document = await client.documents.get(parseId(id), signal);
  const signers = document.roles.map((role, index, all) => {
    const { state, audit } = signerProgress(document, role.email);
    return defined({
      name: signerName(role, index, all),
      role: redactText(role.role),
      // Without a word for it, a model would conclude that nobody has signed.
      progress: state === 'noDetails' ? 'not reported by the server' : state,
      viewedAt: toIsoText(audit?.viewed),
      signedAt: toIsoText(audit?.signed),
    });
  });
  const note = redactText(document.note);
  const createdAt = toIsoText(document.createdAt);
  return answerText(client, defined({ ...toDocumentItem(document, undefined), note, signers, createdAt }));
};

function listAnswer(
  client: OpenSignClient,
  key: string,
  items: readonly object[],
  skip: number,
  next: number | undefined,
): string {
  const shown = fitItems(items);
  const nextSkip = shown.length < items.length ? skip + shown.length : next;
  const remarks =
    nextSkip === undefined ? [] : [`There may be more: call again with skip ${String(nextSkip)}.`];
  return answerText(client, { [key]: shown }, ...remarks);
}

function matches({ id, title = '', roles }: Template, search: string): boolean {
  const names = [title, ...roles.map(({ role = '' }) => role)];
  return id === search || names.some((name) => name.toLowerCase().includes(search.toLowerCase()));
}

function toTemplateItem({ id, title, roles, updatedAt }: Template): object {
  return defined({
    id,
    title: redactText(title),
    roles: roles.map(roleName),
    updatedAt: toIsoText(updatedAt),
  });
}

function toDocumentItem(document: Document, group: DocumentGroup | undefined) {
  const { id, title, templateId, updatedAt } = document;
  return {
    id,
    title: redactText(title),
    state: stateWord(documentState(document, group)),
    templateId,
    updatedAt: toIsoText(updatedAt),
  };
}

function stateWord(state: DocumentState): string {
  return state.state === 'other' ? redactText(state.word) : state.state;
}

function roleName({ role }: Role, index: number): string {
  return role === undefined ? `(role ${String(index + 1)} has no name)` : redactText(role);
}

/** The name. The email address only if the name is missing or another signer has the same one. */
function signerName(signer: Role, index: number, all: readonly Role[]): string {
  const { name, email, role } = signer;
  if (name === undefined) {
    return redactText(email ?? role ?? `signer ${String(index + 1)}`);
  }
  const isShared = all.some((other) => other !== signer && other.name?.trim() === name.trim());
  return redactText(isShared && email !== undefined ? `${name} <${email}>` : name);
}

function readPrefillNames(json: unknown): readonly string[] | undefined {
  const prefill = isObject(json) ? json.prefill : undefined;
  const names = list(isObject(prefill) ? prefill.widgets : undefined).flatMap((widget) =>
    isObject(widget) && isObject(widget.options) ? (text(widget.options.name) ?? []) : [],
  );
  return names.length === 0 ? undefined : names.slice(0, maxWidgets).map((name) => redactText(name));
}

function toIsoText(moment: Moment | undefined): string | undefined {
  return moment?.time === undefined ? undefined : new Date(moment.time).toISOString();
}
