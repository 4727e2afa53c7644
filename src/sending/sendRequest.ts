import { knownSpelling } from '../api/email';
import type { Recipient } from '../api/outgoing';
import { defined, type JsonObject } from '../api/values';
import { parsePerson, type Person } from '../recipients/contactBook';
import { parseKind } from '../recipients/participants';
import type { Field, TemplateFacts } from './templateFacts';

/** Days that OpenSign gives signers by default. Source: api.md 4.7. */
const defaultDays = 15;

/** The answers so far, shown again when the user goes back. */
export interface Draft {
  /** One per role, in the template's order. */
  readonly people: (Person | undefined)[];
  /** Indexes of the roles whose signer was entered without a name. They keep their name step when the user goes back. */
  readonly unnamed: Set<number>;
  title: string;
  sendEmail: boolean;
  inOrder: boolean;
  days: number;
  redirectUrl: string;
  note: string;
  readonly values: Map<Field, string>;
}

/** The answers that the template already has. */
export function createDraft(facts: TemplateFacts): Draft {
  const { template } = facts;
  return {
    people: template.roles.map(({ name, email = '' }) => {
      const person = parsePerson(email);
      return person && { ...person, ...defined({ name }) };
    }),
    unnamed: new Set(),
    title: template.title ?? '',
    sendEmail: true,
    inOrder: facts.sendInOrder ?? true,
    days: facts.timeToCompleteDays ?? defaultDays,
    redirectUrl: facts.redirectUrl ?? '',
    note: template.note ?? '',
    values: new Map(facts.fields.flatMap((field) => (field.value ? [[field, field.value]] : []))),
  };
}

/** The signers of the document. `contacts` are the account's addresses. Throws when a role is unassigned. */
export function toRecipients(
  { template }: TemplateFacts,
  { people }: Draft,
  contacts: readonly string[],
): readonly Recipient[] {
  // OpenSign makes a contact of every signer assigned in a template.
  const known = [...contacts, ...template.roles.flatMap(({ email }) => email ?? [])];
  return template.roles.map(({ role, signerRole }, index) => {
    const person = people[index];
    if (role === undefined || person === undefined) {
      throw new Error('a role without a name or a signer');
    }
    return { role, ...person, email: knownSpelling(person.email, known), ...parseKind(signerRole) };
  });
}

/**
 * The request that creates a document from a template. It names every role, including those that the template assigns,
 * because the response lists only named ones. Source: api.md 4.8.
 */
export function toTemplateRequest(
  { template, redirectUrl, fields }: TemplateFacts,
  draft: Draft,
  recipients: readonly Recipient[],
): JsonObject {
  const filled = fields.flatMap((field) => {
    const value = draft.values.get(field);
    return value ? [{ ...field, value }] : [];
  });
  const getWidgets = (role: number | undefined, toWidget: (field: FilledField) => JsonObject) => {
    const widgets = filled.filter((field) => field.role === role).map(toWidget);
    return widgets.length === 0 ? undefined : widgets;
  };
  const prefill = getWidgets(undefined, (field) => ({ name: field.name, response: toResponse(field) }));
  const redirect = draft.redirectUrl.trim();
  return {
    title: draft.title.trim(),
    send_email: draft.sendEmail,
    sendInOrder: draft.inOrder,
    timeToCompleteDays: draft.days,
    // An empty URL removes the template's, so it is sent only where there is one to remove.
    ...(redirect === '' && !redirectUrl ? {} : { redirect_url: redirect }),
    signers: recipients.map(({ role, name, email }, index) =>
      defined({
        role,
        name,
        email,
        signer_role: template.roles[index]?.signerRole,
        widgets: getWidgets(index, (field) => ({ name: field.name, default: field.value })),
      }),
    ),
    ...(prefill && { prefill: { widgets: prefill } }),
  };
}

type FilledField = Field & { readonly value: string };

/** A checkbox takes a list of the selected options. */
function toResponse({ type, value }: FilledField): unknown {
  return type === 'checkbox'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : value;
}
