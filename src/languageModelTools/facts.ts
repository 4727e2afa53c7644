import type { Document, DocumentGroup } from '../api/document';
import { documentState, signerProgress, type DocumentState } from '../api/documentState';
import { parseTemplate, readiness, type Role, type Template, type Widget } from '../api/template';
import { defined, isObject, list, text, type JsonObject, type Moment } from '../api/values';
import { cleanText } from './clean';

/** Most fields of one template that are told; more than these say nothing new to a model. */
const mostWidgets = 150;

/** A template in a list. */
export function templateItem({ id, title, roles, updatedAt }: Template): object {
  return defined({
    id,
    title: cleanText(title),
    roles: roles.map((role, index) => roleName(role, index)),
    updatedAt: momentText(updatedAt),
  });
}

/** A template with what is needed to make a document of it. Undefined when the answer is no template. */
export function templateFacts(json: unknown): { readonly data: object; readonly cut: boolean } | undefined {
  const template = parseTemplate(json);
  if (template === undefined) {
    return undefined;
  }
  const state = readiness(template);
  let room = mostWidgets;
  const take = (widgets: readonly Widget[]) => {
    const taken = widgets
      .slice(0, room)
      .map(({ type, name, page }) => defined({ type: cleanText(type), name: cleanText(name), page }));
    room -= widgets.length;
    return taken;
  };
  const data = defined({
    id: template.id,
    title: cleanText(template.title),
    note: cleanText(template.note),
    description: cleanText(template.description),
    ready: state === undefined ? undefined : !state.noRoles && state.unsigned.length === 0,
    roles: template.roles.map((role, index) =>
      defined({
        role: roleName(role, index),
        kind: cleanText(role.signerRole),
        // Somebody is assigned already: whoever makes a document of it has to know whom.
        assignedName: cleanText(role.name),
        assignedEmail: cleanText(role.email),
        widgets: take(role.widgets ?? []),
      }),
    ),
    filledBySender: prefillNames(json),
    updatedAt: momentText(template.updatedAt),
  });
  return { data, cut: room < 0 };
}

function prefillNames(json: unknown): readonly string[] | undefined {
  const prefill: unknown = isObject(json) ? json.prefill : undefined;
  const names = list(isObject(prefill) ? prefill.widgets : undefined).flatMap((widget) => {
    const options: JsonObject = isObject(widget) && isObject(widget.options) ? widget.options : {};
    return text(options.name) ?? [];
  });
  return names.length === 0 ? undefined : names.slice(0, mostWidgets).map((name) => cleanText(name));
}

/** A document in a list: lists do not tell who signed. */
export function documentItem(document: Document, group: DocumentGroup): object {
  return defined({
    id: document.id,
    title: cleanText(document.title),
    state: stateWord(documentState(document, group)),
    signers: document.roles.map((role, index) => signerName(role, index, document.roles)),
    templateId: document.templateId,
    updatedAt: momentText(document.updatedAt),
  });
}

/** How far a document is. `group` is undefined: one that is read by its id was found in no list. */
export function documentFacts(document: Document): object {
  return defined({
    id: document.id,
    title: cleanText(document.title),
    note: cleanText(document.note),
    state: stateWord(documentState(document, undefined)),
    signers: document.roles.map((role, index) => {
      const { state, audit } = signerProgress(document, role.email);
      return defined({
        name: signerName(role, index, document.roles),
        role: cleanText(role.role),
        // Said by the word that the model understands, not by an absence.
        progress: state === 'noDetails' ? 'not told by the server' : state,
        viewedAt: momentText(audit?.viewed),
        signedAt: momentText(audit?.signed),
      });
    }),
    templateId: document.templateId,
    createdAt: momentText(document.createdAt),
    updatedAt: momentText(document.updatedAt),
  });
}

function stateWord(state: DocumentState): string {
  return state.state === 'other' ? cleanText(state.word) : state.state;
}

function roleName({ role }: Role, index: number): string {
  return role === undefined ? `(role ${String(index + 1)} has no name)` : cleanText(role);
}

/** By name; the address only where a name is missing, or does not tell two signers apart. */
function signerName(signer: Role, index: number, all: readonly Role[]): string {
  const { name, email, role } = signer;
  if (name === undefined) {
    return cleanText(email ?? role ?? `signer ${String(index + 1)}`);
  }
  const isTwice = all.some((other) => other !== signer && other.name?.trim() === name.trim());
  return cleanText(isTwice && email !== undefined ? `${name} <${email}>` : name);
}

function momentText(moment: Moment | undefined): string | undefined {
  return moment?.time === undefined ? undefined : new Date(moment.time).toISOString();
}
