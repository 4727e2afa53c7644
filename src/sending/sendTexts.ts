import type { Account } from '../api/account';
import { sameEmail } from '../api/email';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import type { Outgoing, Recipient } from '../api/outgoing';
import { titleProblem } from '../ui/title';
import { environmentName } from '../ui/names';
import { errorText, type ErrorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { linkText, paragraphs, type NamingQuestion } from '../ui/question';
import type { Ignored } from './comparison';
import { senderText } from './sender';

/** What a document costs. Source: api.md 6. */
const cost = 1;

/** What is read before something is sent in Live. Undefined is what can't be read. */
export interface LiveFacts {
  readonly credits: number | undefined;
  readonly account: Account | undefined;
}

/** "Ana Ruiz <ana@example.com> (Discloser)" */
export function recipientLine(recipient: Recipient): string {
  const { name, email, role, kind } = recipient;
  // The name is capped, so that it can't push the address out of sight.
  const person = passage(name === undefined ? email : l10n.t('{0} <{1}>', name, passage(email)));
  if (role === '') {
    return person.text;
  }
  switch (kind) {
    case 'approver':
      return l10n.t('{0} ({1}, approver)', person, role);
    case 'viewer':
      return l10n.t('{0} ({1}, viewer)', person, role);
    default:
      return l10n.t('{0} ({1})', person, role);
  }
}

/** A sentence for each person who fills more than one role. */
export function sharedRoles(recipients: readonly Recipient[]): readonly string[] {
  return recipients.flatMap(({ name, email }, index) => {
    const same = recipients.filter((other) => sameEmail(other.email, email));
    return same.length === 1 || same[0] !== recipients[index]
      ? []
      : [l10n.t('{0} fills {1} roles.', name ?? passage(email), same.length)];
  });
}

/** What to ask before something is sent in Live. */
export function liveQuestion(outgoing: Outgoing, { credits, account }: LiveFacts): NamingQuestion {
  const { title, recipients, envelope, sendEmail, fileName, linkTarget } = outgoing;
  return {
    question: l10n.t('Send “{0}” in Live?', title),
    intro: `${l10n.t('Environment: Live')}\n${senderText(account, envelope.sender)}`,
    names: [
      ...recipients.map(recipientLine),
      ...envelope.cc.map((email) => l10n.t('Cc: {0}', passage(email))),
      ...envelope.bcc.map((email) => l10n.t('Bcc: {0}', passage(email))),
    ],
    detail: paragraphs(
      ...sharedRoles(recipients),
      linkText(fileName ?? title, linkTarget),
      sendEmail
        ? l10n.t('OpenSign will email the signers.')
        : l10n.t('No email is sent to signers. Only signing links are created.'),
      credits === undefined
        ? l10n.t('Uses {0} credit. How many are left isn’t known.', cost)
        : l10n.t('Uses {0} of your {1} credits.', cost, credits),
    ),
    button: l10n.t('Send in Live'),
  };
}

/** What the last question says before it is answered: who hears of it. */
export function reminder(environment: EnvironmentName, sendEmail: boolean): string {
  if (!sendEmail) {
    return l10n.t('No email is sent. Only signing links are created.');
  }
  return environment === 'sandbox'
    ? l10n.t('Sandbox sends real emails too, to the addresses you entered.')
    : l10n.t('OpenSign will email the addresses you entered.');
}

/** Tells of a document that was sent. `serverTitle` is what the server calls it, where that is known. */
export function sentText(
  outgoing: Outgoing,
  serverTitle: string | undefined,
  ignored: readonly Ignored[] = [],
): string {
  const where = environmentName(outgoing.client.environment);
  const sentences = [
    outgoing.sendEmail
      ? l10n.t('Sent “{0}” in {1}.', outgoing.title, where)
      : l10n.t('Created “{0}” in {1} without emails.', outgoing.title, where),
  ];
  if (serverTitle !== undefined && serverTitle !== outgoing.title) {
    sentences.push(l10n.t('The server calls it “{0}”.', serverTitle));
  }
  return [...sentences, ...ignored.map((what) => ignoredText(what))].join(' ');
}

function ignoredText(what: Ignored): string {
  switch (what) {
    case 'inOrder':
      return l10n.t('The server ignored the signing order: everyone can sign at once.');
    case 'atOnce':
      return l10n.t('The server ignored the signing order: signers are asked one after the other.');
    case 'redirectUrl':
      return l10n.t('The server ignored the redirect URL.');
  }
}

/** Tells that the server left signers out. */
export function droppedText(
  outgoing: Outgoing,
  id: string | undefined,
  dropped: readonly Recipient[],
): string {
  const people = passage(dropped.map(recipientLine).join(', '));
  return id === undefined
    ? l10n.t(
        '{0} accepted “{1}” but added no signer, so nobody can sign it. No error was returned, and a credit may be used. Check these addresses, including upper and lower case, and Documents: {2}',
        environmentName(outgoing.client.environment),
        outgoing.title,
        people,
      )
    : l10n.t(
        'OpenSign created the document {0} in {1}, but didn’t add these recipients (no error was returned): {2}. Revoke it or check it in OpenSign before you send it again.',
        id,
        environmentName(outgoing.client.environment),
        people,
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
