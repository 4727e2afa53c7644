import type { Recipient } from '../../api/outgoing';
import { l10n, passage } from '../../ui/l10n';
import { plain } from '../../ui/markdown';
import { environmentInText } from '../../ui/names';
import { paragraphs, type NamingQuestion } from '../../ui/question';
import { oneLine } from '../../ui/text';
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
  const where = environmentInText(environment);
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
    title: plain(question),
    message: paragraphs(intro, names.join('\n'), detail)
      .split('\n')
      .map((line) => (line === '' ? '' : `${plain(line)}  `))
      .join('\n'),
  };
}

function recipientText({ role, name, email }: Recipient): string {
  return name === undefined
    ? l10n.t('{0}: {1}', oneLine(role), passage(email))
    : l10n.t('{0}: {1} <{2}>', oneLine(role), oneLine(name), passage(email));
}

/** What is wrong with a draft that was asked for. */
export function draftProblemText({ code, args }: DraftProblem): string {
  const [first = '', second = ''] = args;
  switch (code) {
    case 'noTemplate':
      return l10n.t('The server’s answer is not a template.');
    case 'noRoles':
      return l10n.t('The template has no roles, so there is nobody to sign.');
    case 'namelessRole':
      return l10n.t('A role of the template has no name. Give it one in OpenSign first.');
    case 'sameRole':
      return l10n.t('The template has the role “{0}” twice. Rename one in OpenSign first.', first);
    case 'noTitle':
      return l10n.t('OpenSign needs a title.');
    case 'unknownRole':
      return l10n.t('The template has no role “{0}”. Its roles, to the letter: {1}.', first, second);
    case 'roleTwice':
      return l10n.t('The role “{0}” is given twice. Give it once.', first);
    case 'missingRole':
      return l10n.t('These roles need a recipient: {0}.', first);
    case 'noEmail':
      return l10n.t('The e-mail address for the role “{0}” is missing.', first);
    case 'badEmail':
      return l10n.t(
        '“{0}” for the role “{1}” is not an e-mail address that OpenSign accepts.',
        first,
        second,
      );
    case 'sameEmail':
      return l10n.t('“{0}” is given for two roles; OpenSign tells signers apart by their addresses.', first);
  }
}

export function notWritten(sentences: readonly string[]): string {
  return l10n.t('Nothing was created. {0}', passage(sentences.join(' ')));
}

export function liveRefusedText(): string {
  return l10n.t(
    'Nothing was created: tools of language models may not write to live. Only the user can allow it, with the setting {0}.',
    liveWritesSetting,
  );
}

export function changedText(): string {
  return l10n.t(
    'Nothing was created: the template or the environment is no longer what was confirmed. Read the template again, then try again.',
  );
}
