import type { Recipient } from '../api/outgoing';
import { l10n, passage } from '../ui/l10n';
import { escapeMarkdown } from '../ui/inertText';
import { environmentName } from '../ui/names';
import { paragraphs, type NamingQuestion } from '../ui/question';
import { oneLine } from '../ui/text';
import { cleanText } from './clean';
import type { DraftPlan, DraftProblem } from './draftPlan';

/** The setting that lets tools write to live. */
export const liveWritesSetting = 'opensign.agents.liveWrites';

/** What the user agrees to, as plain text. Every recipient is named. */
export function draftQuestion({
  environment,
  host,
  title,
  templateTitle,
  templateId,
  recipients,
  unsigned,
}: DraftPlan): NamingQuestion {
  const where = environmentName(environment);
  const template = oneLine(templateTitle ?? templateId);
  return {
    question: l10n.t('Create the draft document “{0}” in {1}?', oneLine(title), where),
    intro: l10n.t(
      'A language model asks for this. Template: “{0}” ({1}), environment: {2} ({3}).',
      template,
      templateId,
      where,
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
    button: l10n.t('Create Draft in {0}', where),
  };
}

/** The same for VS Code’s own confirmation, which reads Markdown. */
export function draftConfirmation(plan: DraftPlan): { readonly title: string; readonly message: string } {
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

/**
 * What is wrong with a draft that a model asked for. The model reads this and has to repeat roles to the letter, so
 * they are spelled and shortened as the other answers do it, and nothing is translated.
 */
export function draftProblemText({ code, args }: DraftProblem): string {
  const [first = '', ...others] = args.map((arg) => cleanText(arg));
  switch (code) {
    case 'noTemplate':
      return 'The server’s answer is not a template.';
    case 'noRoles':
      return 'The template has no roles, so there is nobody to sign.';
    case 'namelessRole':
      return 'A role of the template has no name. Give it one in OpenSign first.';
    case 'sameRole':
      return `The template has the role “${first}” twice. Rename one in OpenSign first.`;
    case 'noTitle':
      return 'OpenSign needs a title.';
    case 'unknownRole':
      return `The template has no role “${first}”. Its roles, to the letter: ${others.join(', ')}.`;
    case 'roleTwice':
      return `The role “${first}” is given twice. Give it once.`;
    case 'missingRole':
      return `These roles need a recipient: ${[first, ...others].join(', ')}.`;
    case 'noEmail':
      return `The email address for the role “${first}” is missing.`;
    case 'badEmail':
      return `“${first}” for the role “${others.join()}” is not an email address that OpenSign accepts.`;
    case 'sameEmail':
      return `“${first}” is given for two roles. OpenSign tells signers apart by their addresses.`;
  }
}

/** Why no draft was created, for the model. */
export function notWritten(sentences: readonly string[]): string {
  return `Nothing was created. ${sentences.join(' ')}`;
}

export const liveRefusedText = `Nothing was created: tools of language models may not write to Live. Only the user can allow it, with the setting ${liveWritesSetting}.`;

export const changedText =
  'Nothing was created: the template or the environment is no longer what was confirmed. Read the template again, then try again.';
