import { emailProblem, knownSpelling, sameEmail } from '../api/email';
import type { EnvironmentName } from '../api/environmentName';
import type { Recipient } from '../api/outgoing';
import { parseTemplate, readiness, type Role } from '../api/template';
import { titleProblem } from '../api/title';
import { isObject, list, text, type JsonObject } from '../api/values';
import { l10n, passage } from '../ui/l10n';
import { escapeMarkdown } from '../ui/markdown';
import { environmentName } from '../ui/names';
import { paragraphs, type NamingQuestion } from '../ui/question';
import { oneLine } from '../ui/text';
import { redactText } from './toolAnswer';
import { ToolError, type DraftInput } from './toolInput';

/** What a draft contains. Plans that are equal as JSON are the same to the user. */
export interface DraftPlan {
  readonly environment: EnvironmentName;
  readonly host: string;
  readonly templateId: string;
  readonly templateTitle: string | undefined;
  readonly title: string;
  /** One for each role, in the order of the template. */
  readonly recipients: readonly Recipient[];
  /** Roles without a signature widget. They may be approvers or viewers, which servers don't report. */
  readonly unsigned: readonly string[];
}

/** The setting that allows tools to write to Live. */
export const liveWritesSetting = 'opensign.agents.liveWrites';

/**
 * Plans the draft. Each role gets the recipient from `input`, or else the one assigned in the template. `contacts` are
 * the email addresses that the account knows. Throws a `ToolError` with all problems.
 */
export function planDraft(
  json: JsonObject,
  input: DraftInput,
  where: Pick<DraftPlan, 'environment' | 'host'>,
  contacts: readonly string[],
): DraftPlan {
  const template = parseTemplate(json);
  if (template === undefined) {
    throw nothingCreated('The server’s answer isn’t a template.');
  }
  const { roles } = template;
  const title = (input.title ?? template.title ?? '').trim();
  const known = [...contacts, ...roles.flatMap(({ email }) => email ?? [])];
  const recipients = roles
    .flatMap((role) => findRecipient(role, input) ?? [])
    .map((recipient) => ({ ...recipient, email: knownSpelling(recipient.email, known) }));
  const problems = [
    ...(titleProblem(title) === 'empty' ? ['OpenSign needs a title.'] : []),
    ...findRoleProblems(roles),
    ...findInputProblems(roles, input),
    ...findEmailProblems(recipients),
  ];
  if (problems.length > 0) {
    throw nothingCreated(...problems);
  }
  return {
    ...where,
    templateId: template.id,
    templateTitle: template.title,
    title,
    recipients,
    unsigned: readiness(template)?.unsigned.flatMap(({ role }) => role ?? []) ?? [],
  };
}

/** The error for a model whose draft wasn't created. */
export function nothingCreated(...reasons: readonly string[]): ToolError {
  return new ToolError(['Nothing was created.', ...reasons].join(' '));
}

/** The request with the plan's title and recipients. `fields` belong to the same template. */
export function fillRequest(fields: JsonObject, { title, recipients }: DraftPlan): JsonObject {
  const signers = list(fields.signers).filter(isObject);
  return {
    ...fields,
    title,
    signers: signers.map((signer) => {
      const recipient = recipients.find(({ role }) => role === signer.role);
      if (recipient === undefined) {
        return signer;
      }
      // Servers may mistake a signer without a name for an open role.
      const { email, name = email } = recipient;
      // The phone number belongs to the person assigned in the template.
      const phone = sameEmail(email, text(signer.email) ?? '') ? signer.phone : '';
      return { ...signer, name, email, phone };
    }),
  };
}

/** What the user agrees to, as plain text. It shows every recipient. */
export function draftQuestion(plan: DraftPlan): NamingQuestion {
  const { environment, host, title, templateTitle, templateId, recipients, unsigned } = plan;
  const name = environmentName(environment);
  return {
    question: l10n.t('Create the draft document “{0}” in {1}?', oneLine(title), name),
    intro: l10n.t(
      'Requested by a language model. Template: “{0}” ({1}), environment: {2} ({3}).',
      oneLine(templateTitle ?? templateId),
      templateId,
      name,
      host,
    ),
    names: recipients.map(recipientText),
    detail: paragraphs(
      unsigned.length === 0
        ? ''
        : l10n.t(
            'Missing signature widget: {0}. Add one in OpenSign, or make these roles approvers or viewers there.',
            passage(unsigned.map(oneLine).join(', ')),
          ),
      environment === 'live'
        ? l10n.t('No email is sent. Someone finishes and sends it in OpenSign. The draft uses a credit.')
        : l10n.t('No email is sent. Someone finishes and sends it in OpenSign.'),
    ),
    button: l10n.t('Create Draft in {0}', name),
  };
}

/** The question for VS Code’s own confirmation, which shows Markdown. */
export function toConfirmation(plan: DraftPlan): { readonly title: string; readonly message: string } {
  const { question, intro, names, detail } = draftQuestion(plan);
  return {
    title: escapeMarkdown(question),
    message: paragraphs(intro, names.join('\n'), detail)
      .split('\n')
      .map((line) => (line === '' ? '' : `${escapeMarkdown(line)}  `))
      .join('\n'),
  };
}

function recipientText({ role, name, email }: Recipient): string {
  return name === undefined
    ? l10n.t('{0}: {1}', oneLine(role), passage(email))
    : l10n.t('{0}: {1} <{2}>', oneLine(role), oneLine(name), passage(email));
}

function findRecipient({ role, name, email }: Role, { recipients }: DraftInput): Recipient | undefined {
  if (role === undefined) {
    return undefined;
  }
  const given = recipients.find((recipient) => isSameRole(recipient.role, role));
  const found = given ?? (email === undefined ? undefined : { email, name });
  return found && { role, email: found.email, ...(found.name ? { name: found.name } : {}) };
}

// Models repeat role names from these sentences, so they are spelled as in the tools' answers.

function findRoleProblems(roles: readonly Role[]): readonly string[] {
  const names = roles.map(({ role }) => role && oneLine(role));
  const duplicate = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
  return [
    ...(roles.length === 0 ? ['The template has no roles, so nobody can sign.'] : []),
    ...(names.includes(undefined) ? ['A role of the template has no name. Name it in OpenSign first.'] : []),
    ...(duplicate === undefined
      ? []
      : [`The template has two roles “${redactText(duplicate)}”. Rename one in OpenSign first.`]),
  ];
}

function findInputProblems(roles: readonly Role[], input: DraftInput): readonly string[] {
  const known = roles.flatMap(({ role }) => role ?? []);
  const wrong = input.recipients.flatMap(({ role }, index) => {
    const name = redactText(role);
    if (!known.some((other) => isSameRole(other, role))) {
      const names = known.map((other) => redactText(other)).join(', ');
      return [`The template has no role “${name}”. Its roles, to the letter: ${names}.`];
    }
    const first = input.recipients.findIndex((other) => isSameRole(other.role, role));
    return first === index ? [] : [`The role “${name}” is given twice. Give it once.`];
  });
  const open = roles.filter((role) => findRecipient(role, input) === undefined);
  const names = open.flatMap(({ role }) => redactText(role) ?? []).join(', ');
  return names === '' ? wrong : [...wrong, `These roles need a recipient: ${names}.`];
}

function findEmailProblems(recipients: readonly Recipient[]): readonly string[] {
  const malformed = recipients.flatMap(({ role, email }) => {
    const name = redactText(role);
    switch (emailProblem(email)) {
      case 'empty':
        return [`The email address for the role “${name}” is missing.`];
      case 'malformed':
        return [
          `“${redactText(email)}” for the role “${name}” isn’t an email address that OpenSign accepts.`,
        ];
      case undefined:
        return [];
    }
  });
  const second = recipients.find(({ email }, index) =>
    recipients.slice(0, index).some((other) => email !== '' && sameEmail(other.email, email)),
  );
  return second === undefined
    ? malformed
    : [
        ...malformed,
        `“${redactText(second.email)}” is given for two roles. OpenSign identifies signers by their email addresses.`,
      ];
}

/** Models read role names on one line. The request spells them as the template does. */
function isSameRole(a: string, b: string): boolean {
  return oneLine(a) === oneLine(b);
}
