import type { Recipient } from '../api/outgoing';
import type { JsonObject } from '../api/values';
import type { Draft } from './draft';
import type { Field, TemplateFacts } from './templateFacts';

/** Who fills which role. Throws when a role has nobody: the questions do not let that happen. */
export function recipientsOf({ template }: TemplateFacts, { people }: Draft): readonly Recipient[] {
  return template.roles.map(({ role }, index) => {
    const person = people[index];
    if (role === undefined || person === undefined) {
      throw new Error('a role without a name or a signer');
    }
    return { role, ...person };
  });
}

/**
 * The request that makes a document of a template. All roles are named, those too that the template has a signer
 * for: only who is named shows up in the answer. Source: api.md 4.8.
 */
export function templateRequest(facts: TemplateFacts, draft: Draft): JsonObject {
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
    signers: recipientsOf(facts, draft).map((recipient, index) => ({
      ...recipient,
      ...signerRoleOf(template.roles[index]?.signerRole),
      ...widgetsOf(facts, draft, index),
    })),
    ...(prefill.length === 0 ? {} : { prefill: { widgets: prefill } }),
  };
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
