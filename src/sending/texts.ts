import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import type { Outgoing, Recipient } from '../api/outgoing';
import { titleProblem } from '../api/title';
import { environmentInText } from '../ui/names';
import { errorText, type ErrorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { listed, paragraphs, type Question } from '../ui/question';
import { personLine } from './person';

/** What a document costs. Source: api.md 6. */
const cost = 1;

/** "Ana Ruiz <ana@example.com> (Discloser)" */
export function recipientLine(recipient: Recipient): string {
  return l10n.t('{0} ({1})', personLine(recipient), recipient.role);
}

/** What to ask before something is sent in live. `left` is undefined when nobody can tell. */
export function liveQuestion(outgoing: Outgoing, left: number | undefined): Question {
  const { title, recipients, sendEmail } = outgoing;
  const costs =
    left === undefined
      ? l10n.t('It uses {0} credit. How many are left is not known.', cost)
      : l10n.t('It uses {0} credit. Left now: {1}.', cost, left);
  return {
    question: l10n.t('Send “{0}” in live?', title),
    detail: paragraphs(
      l10n.t('Environment: live'),
      listed(recipients.map(recipientLine)),
      sendEmail
        ? l10n.t('OpenSign e-mails them.')
        : l10n.t('No e-mail goes out; only signing links are made.'),
      costs,
    ),
  };
}

/** What the last question says before it is answered: who hears of it. */
export function reminder(environment: EnvironmentName, sendEmail: boolean): string {
  if (!sendEmail) {
    return l10n.t('No e-mail goes out; only signing links are made.');
  }
  return environment === 'sandbox'
    ? l10n.t('From sandbox too, e-mails really go out to the addresses you gave.')
    : l10n.t('E-mails go out to the addresses you gave.');
}

/** Tells of a document that was sent. `serverTitle` is what the server calls it, where that is known. */
export function sentText(outgoing: Outgoing, serverTitle: string | undefined): string {
  const where = environmentInText(outgoing.client.environment);
  const sent = outgoing.sendEmail
    ? l10n.t('“{0}” was sent in {1}.', outgoing.title, where)
    : l10n.t('“{0}” was created in {1}, without e-mails.', outgoing.title, where);
  return serverTitle === undefined || serverTitle === outgoing.title
    ? sent
    : `${sent} ${l10n.t('The server calls it “{0}”.', serverTitle)}`;
}

/** Tells that the server left signers out. */
export function droppedText(outgoing: Outgoing, id: string, dropped: readonly Recipient[]): string {
  return l10n.t(
    'OpenSign created the document {0} in {1}, but left out without a word: {2}. It is not complete; revoke it or look at it in OpenSign before you send it again.',
    id,
    environmentInText(outgoing.client.environment),
    passage(dropped.map(recipientLine).join(', ')),
  );
}

/** The words for a document that was not sent, with what is likely to be wrong. */
export function failureText(outgoing: Outgoing, error: OpenSignError): ErrorText {
  const text = errorText(error);
  return error.kind === 'invalidRequest' && titleProblem(outgoing.title) !== undefined
    ? {
        ...text,
        message: `${text.message} ${l10n.t('The title may be the reason: it is long, or has no Latin letters or digits.')}`,
      }
    : text;
}
