import { emailProblem, knownSpelling, sameEmail } from '../api/email';
import type { EnvironmentName } from '../api/environmentName';
import type { Recipient } from '../api/outgoing';
import { parseTemplate, readiness, type Role } from '../api/template';
import { titleProblem } from '../ui/title';
import { isObject, list, text, type JsonObject } from '../api/values';
import { l10n, passage } from '../ui/l10n';
import { escapeMarkdown } from '../ui/inertText';
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
    throw nothingCreated('The server’s response isn’t a template.');
  }
  const { roles } = template;
  const title = (input.title ?? template.title ?? '').trim();
  const known = [...contacts, ...roles.flatMap(({ email }) => email ?? [])];
  const recipients = roles
    .flatMap((role) => findRecipient(role, input) ?? [])
    .map((recipient) => ({ ...recipient, email: knownSpelling(recipient.email, known) }));
  const problems = [...findProblems(title, roles, input, recipients)];
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

/** Models repeat role names from these sentences, so they are spelled as in the tools' answers. */
function* findProblems(
  title: string,
  roles: readonly Role[],
  input: DraftInput,
  recipients: readonly Recipient[],
): Generator<string> {
  if (titleProblem(title) === 'empty') {
    yield 'OpenSign needs a title.';
  }
  if (roles.length === 0) {
    yield 'The template has no roles, so nobody can sign.';
  }
  const names = roles.flatMap(({ role }) => role ?? []);
  if (names.length < roles.length) {
    yield 'A role of the template has no name. Name it in OpenSign first.';
  }
  const duplicate = names.find(
    (name, index) => names.findIndex((other) => isSameRole(other, name)) !== index,
  );
  if (duplicate !== undefined) {
    yield `The template has two roles “${redactText(duplicate)}”. Rename one in OpenSign first.`;
  }
  for (const [index, { role }] of input.recipients.entries()) {
    if (!names.some((name) => isSameRole(name, role))) {
      yield `The template has no role “${redactText(role)}”. Its roles, exactly as spelled: ${listRoles(names)}.`;
    } else if (input.recipients.findIndex((other) => isSameRole(other.role, role)) !== index) {
      yield `The role “${redactText(role)}” is given twice. Give it once.`;
    }
  }
  const open = roles
    .filter((role) => findRecipient(role, input) === undefined)
    .flatMap(({ role }) => role ?? []);
  if (open.length > 0) {
    yield `These roles need a recipient: ${listRoles(open)}.`;
  }
  for (const { role, email } of recipients) {
    const problem = emailProblem(email);
    if (problem === 'empty') {
      yield `The email address for the role “${redactText(role)}” is missing.`;
    } else if (problem !== undefined) {
      yield `“${redactText(email)}” for the role “${redactText(role)}” isn’t an email address that OpenSign accepts.`;
    }
  }
  const second = recipients.find(({ email }, index) =>
    recipients.slice(0, index).some((other) => email !== '' && sameEmail(other.email, email)),
  );
  if (second !== undefined) {
    yield `“${redactText(second.email)}” is given for two roles. OpenSign identifies signers by their email addresses.`;
  }
}

function listRoles(names: readonly string[]): string {
  return names.map((name) => redactText(name)).join(', ');
}

/** Models read role names on one line. The request spells them as the template does. */
function isSameRole(a: string, b: string): boolean {
  return oneLine(a) === oneLine(b);
}
