import { knownSpelling } from '../api/email';
import type { Recipient } from '../api/outgoing';
import type { JsonObject } from '../api/values';
import type { Draft } from './draftSend';
import type { Field, TemplateFacts } from './templateFacts';

/**
 * Who fills which role. `contacts` are the addresses that the account knows. Throws when a role has nobody: the
 * questions do not let that happen.
 */
export function recipientsOf(
  { template }: TemplateFacts,
  { people }: Draft,
  contacts: readonly string[],
): readonly Recipient[] {
  // Assigned to a role, so they are contacts too.
  const assigned = template.roles.flatMap(({ email }) => email ?? []);
  return template.roles.map(({ role, signerRole }, index) => {
    const person = people[index];
    if (role === undefined || person === undefined) {
      throw new Error('a role without a name or a signer');
    }
    const email = knownSpelling(person.email, [...contacts, ...assigned]);
    return { role, ...person, email, ...kindOf(signerRole) };
  });
}

/**
 * The request that makes a document of a template. All roles are named, those too that the template has a signer
 * for: only who is named shows up in the answer. Source: api.md 4.8.
 */
export function templateRequest(
  facts: TemplateFacts,
  draft: Draft,
  recipients: readonly Recipient[],
): JsonObject {
  const { template, redirectUrl } = facts;
  const prefill = facts.fields
    .filter(({ role }) => role === undefined)
    .flatMap((field) => {
      const value = draft.values.get(field);
      return value === undefined || value === ''
        ? []
        : [{ name: field.name, response: responseOf(field, value) }];
    });
  const redirect = draft.redirectUrl.trim();
  return {
    title: draft.title.trim(),
    send_email: draft.sendEmail,
    sendInOrder: draft.inOrder,
    timeToCompleteDays: draft.days,
    // An empty one takes the template's away, so it is said only where there is one to take away.
    ...(redirect === '' && (redirectUrl ?? '') === '' ? {} : { redirect_url: redirect }),
    signers: recipients.map(({ role, email, name }, index) => ({
      role,
      ...(name === undefined ? {} : { name }),
      email,
      ...signerRoleOf(template.roles[index]?.signerRole),
      ...widgetsOf(facts, draft, index),
    })),
    ...(prefill.length === 0 ? {} : { prefill: { widgets: prefill } }),
  };
}

/** As far as it is known: servers rarely say. */
export function kindOf(signerRole: string | undefined): Pick<Recipient, 'kind'> {
  return signerRole === 'approver' || signerRole === 'viewer' ? { kind: signerRole } : {};
}

function signerRoleOf(signerRole: string | undefined): JsonObject {
  return signerRole === undefined ? {} : { signer_role: signerRole };
}

function widgetsOf(facts: TemplateFacts, draft: Draft, role: number): JsonObject {
  const widgets = facts.fields
    .filter((field) => field.role === role)
    .flatMap((field) => {
      const value = draft.values.get(field);
      return value === undefined || value === '' ? [] : [{ name: field.name, default: value }];
    });
  return widgets.length === 0 ? {} : { widgets };
}

/** A checkbox takes a list of what is ticked. */
function responseOf({ type }: Field, value: string): unknown {
  return type === 'checkbox'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : value;
}
