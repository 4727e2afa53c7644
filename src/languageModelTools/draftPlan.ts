import { emailProblem, knownSpelling, sameEmail } from '../api/email';
import type { EnvironmentName } from '../api/environmentName';
import type { Recipient } from '../api/outgoing';
import { parseTemplate, readiness, type Role } from '../api/template';
import { titleProblem } from '../ui/title';
import { isObject, list, text, type JsonObject } from '../api/values';
import { oneLine } from '../ui/text';
import type { DraftInput } from './input';

/** What a draft would be. Two that are equal as JSON are the same to whoever confirms one. */
export interface DraftPlan {
  readonly environment: EnvironmentName;
  readonly host: string;
  readonly templateId: string;
  readonly templateTitle: string | undefined;
  readonly title: string;
  /** One for each role, in the order of the template. */
  readonly recipients: readonly Recipient[];
  /** Roles without a signature widget, which may be approvers or viewers: no server says so. */
  readonly unsigned: readonly string[];
}

/** What keeps a draft from being made. `args` are what it is about. */
export interface DraftProblem {
  readonly code:
    | 'noTemplate'
    | 'noRoles'
    | 'namelessRole'
    | 'sameRole'
    | 'noTitle'
    | 'unknownRole'
    | 'roleTwice'
    | 'missingRole'
    | 'noEmail'
    | 'badEmail'
    | 'sameEmail';
  readonly args: readonly string[];
}

/**
 * A template's role and who fills it: the one that is named, else the one that the template has assigned. `contacts`
 * are the addresses that the account knows.
 */
export function planDraft(
  json: JsonObject,
  input: DraftInput,
  where: Pick<DraftPlan, 'environment' | 'host'>,
  contacts: readonly string[],
): { readonly plan: DraftPlan } | { readonly problems: readonly DraftProblem[] } {
  const template = parseTemplate(json);
  if (template === undefined) {
    return { problems: [problem('noTemplate')] };
  }
  const title = (input.title ?? template.title ?? '').trim();
  const { roles } = template;
  const known = [...contacts, ...roles.flatMap(({ email }) => email ?? [])];
  const recipients = roles
    .flatMap((role) => recipientOf(role, input) ?? [])
    .map((recipient) => ({ ...recipient, email: knownSpelling(recipient.email, known) }));
  const problems = [
    ...(titleProblem(title) === 'empty' ? [problem('noTitle')] : []),
    ...roleProblems(roles),
    ...inputProblems(roles, input),
    ...missing(roles, input),
    ...recipients.flatMap(emailProblems),
    ...sameEmails(recipients),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  const plan = {
    ...where,
    templateId: template.id,
    templateTitle: template.title,
    title,
    recipients,
    unsigned: readiness(template)?.unsigned.flatMap(({ role }) => role ?? []) ?? [],
  };
  return { plan };
}

/** The request with the plan's title and people in it. `fields` come from the same template. */
export function filledRequest(fields: JsonObject, { title, recipients }: DraftPlan): JsonObject {
  const signers = list(fields.signers).filter(isObject);
  return {
    ...fields,
    title,
    signers: signers.map((signer) => {
      const recipient = recipients.find(({ role }) => role === signer.role);
      if (recipient === undefined) {
        return signer;
      }
      const { email, name = email } = recipient;
      // A phone number is that of the person whom the template has assigned.
      const phone = sameEmail(email, text(signer.email) ?? '') ? signer.phone : '';
      // A signer without a name may be taken for an open role.
      return { ...signer, name, email, phone };
    }),
  };
}

function recipientOf({ role, name, email }: Role, { recipients }: DraftInput): Recipient | undefined {
  if (role === undefined) {
    return undefined;
  }
  const given = recipients.find((recipient) => isSame(recipient.role, role));
  if (given !== undefined) {
    return { role, email: given.email, ...(given.name ? { name: given.name } : {}) };
  }
  return email === undefined ? undefined : { role, email, ...(name ? { name } : {}) };
}

function roleProblems(roles: readonly Role[]): readonly DraftProblem[] {
  const names = roles.map(({ role }) => (role === undefined ? undefined : oneLine(role)));
  const twice = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
  return [
    ...(roles.length === 0 ? [problem('noRoles')] : []),
    ...(names.includes(undefined) ? [problem('namelessRole')] : []),
    ...(twice === undefined ? [] : [problem('sameRole', twice)]),
  ];
}

function inputProblems(roles: readonly Role[], { recipients }: DraftInput): readonly DraftProblem[] {
  const known = roles.flatMap(({ role }) => role ?? []);
  return recipients.flatMap(({ role }, index) => {
    if (!known.some((name) => isSame(name, role))) {
      return [problem('unknownRole', role, ...known)];
    }
    const first = recipients.findIndex((other) => isSame(other.role, role));
    return first === index ? [] : [problem('roleTwice', role)];
  });
}

function missing(roles: readonly Role[], input: DraftInput): readonly DraftProblem[] {
  const empty = roles.flatMap((role) =>
    role.role === undefined || recipientOf(role, input) !== undefined ? [] : [role.role],
  );
  return empty.length === 0 ? [] : [problem('missingRole', ...empty)];
}

function emailProblems({ role, email }: Recipient): readonly DraftProblem[] {
  switch (emailProblem(email)) {
    case 'empty':
      return [problem('noEmail', role)];
    case 'malformed':
      return [problem('badEmail', email, role)];
    case undefined:
      return [];
  }
}

/** The server tells signers apart by their addresses. */
function sameEmails(recipients: readonly Recipient[]): readonly DraftProblem[] {
  const second = recipients.find(({ email }, index) =>
    recipients.slice(0, index).some((other) => email !== '' && sameEmail(other.email, email)),
  );
  return second === undefined ? [] : [problem('sameEmail', second.email)];
}

/** A model has read roles on one line; the request spells them as the template does. */
function isSame(a: string, b: string): boolean {
  return oneLine(a) === oneLine(b);
}

function problem(code: DraftProblem['code'], ...args: readonly string[]): DraftProblem {
  return { code, args };
}
