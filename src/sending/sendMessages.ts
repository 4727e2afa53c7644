import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import type { Outgoing, Recipient } from '../api/outgoing';
import { titleProblem } from '../ui/title';
import { recipientText, senderText, sharedRoleTexts } from '../recipients/participants';
import { notifyWithButtons, type Button } from '../ui/buttons';
import { errorText, showErrorText, type ErrorAction, type ErrorText } from '../ui/errorMessage';
import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { linkText, paragraphs, type NamingQuestion } from '../ui/question';
import type { Ignored, LiveFacts, SendResult } from './sendDocument';

/** Credits that a document costs. Source: api.md 6. */
const cost = 1;

/** Who gets an email, shown at the last question. */
export function reminder(environment: EnvironmentName, sendEmail: boolean): string {
  if (!sendEmail) {
    return l10n.t('No email is sent. Only signing links are created.');
  }
  return environment === 'sandbox'
    ? l10n.t('Sandbox sends real emails too, to the addresses you entered.')
    : l10n.t('OpenSign will email the addresses you entered.');
}

/** Asks before a document is sent in Live. */
export function liveQuestion(outgoing: Outgoing, { credits, account }: LiveFacts): NamingQuestion {
  const { title, recipients, envelope, sendEmail, fileName, linkTarget } = outgoing;
  return {
    question: l10n.t('Send “{0}” in Live?', title),
    intro: `${l10n.t('Environment: Live')}\n${senderText(account, envelope.sender)}`,
    names: [
      ...recipients.map(recipientText),
      ...envelope.cc.map((email) => l10n.t('Cc: {0}', passage(email))),
      ...envelope.bcc.map((email) => l10n.t('Bcc: {0}', passage(email))),
    ],
    detail: paragraphs(
      ...sharedRoleTexts(recipients),
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

/** Shows the result. Resolves when the message is closed. */
export async function showSent(result: SendResult): Promise<void> {
  const { outgoing, document, dropped, readBack, noteFailed } = result;
  const { id } = document;
  if (id === undefined) {
    await showErrorText({ message: droppedText(outgoing, id, dropped), action: showDocuments() });
    return;
  }
  const copyId: Button = [l10n.t('Copy Document ID'), () => vscode.env.clipboard.writeText(id)];
  if (dropped.length > 0) {
    // The web app redirects this to the right page, whatever the document's state. Source: api.md 8.
    const page = vscode.Uri.parse(`${outgoing.client.origin}/draftDocument?docId=${id}`);
    const open: Button = [l10n.t('Open in OpenSign'), () => vscode.env.openExternal(page)];
    await notifyWithButtons('error', droppedText(outgoing, id, dropped), open, copyId);
    return;
  }
  const { title, command } = showDocuments();
  const text = sentText(outgoing, readBack.title, readBack.ignored);
  await notifyWithButtons(
    noteFailed || readBack.ignored.length > 0 ? 'warning' : 'information',
    noteFailed ? l10n.t('{0} Its note couldn’t be set.', passage(text)) : text,
    [title, () => vscode.commands.executeCommand(command)],
    copyId,
    [l10n.t('Copy Signing Links…'), () => copySigningLinks(result)],
  );
}

/** Shows that a document may have been sent. Resolves when the message is closed. */
export async function showUnknown(outgoing: Outgoing, error: OpenSignError): Promise<void> {
  const text = errorText(error);
  const message =
    error.kind === 'canceled'
      ? l10n.t(
          'Canceled while sending “{0}” in {1}. It may still have been sent, so check Documents first.',
          outgoing.title,
          environmentName(outgoing.client.environment),
        )
      : text.message;
  await showErrorText({ ...text, message, action: showDocuments() });
}

/** Why a document wasn't sent, with the likely reason. */
export function failureText(outgoing: Outgoing, error: OpenSignError): ErrorText {
  const text = errorText(error);
  if (error.kind !== 'invalidRequest' || titleProblem(outgoing.title) === undefined) {
    return text;
  }
  const hint = l10n.t('The title may be the reason: it is long, or has no Latin letters or digits.');
  return { ...text, message: `${text.message} ${hint}` };
}

/** The sentence for a document that was sent. `serverTitle` is undefined when it couldn't be read. */
export function sentText(
  { title, client, sendEmail }: Outgoing,
  serverTitle: string | undefined,
  ignored: readonly Ignored[] = [],
): string {
  const where = environmentName(client.environment);
  return [
    sendEmail
      ? l10n.t('Sent “{0}” in {1}.', title, where)
      : l10n.t('Created “{0}” in {1} without emails.', title, where),
    ...(serverTitle === undefined || serverTitle === title
      ? []
      : [l10n.t('The server changed the title to “{0}”.', serverTitle)]),
    ...ignored.map(ignoredText),
  ].join(' ');
}

function ignoredText(ignored: Ignored): string {
  switch (ignored) {
    case 'inOrder':
      return l10n.t('The server ignored the signing order: everyone can sign at once.');
    case 'atOnce':
      return l10n.t('The server ignored the signing order: signers are asked one after the other.');
    case 'redirectUrl':
      return l10n.t('The server ignored the redirect URL.');
  }
}

/** The sentence for recipients that the server silently dropped: all of them when there is no ID. */
export function droppedText(
  { client, title }: Outgoing,
  id: string | undefined,
  dropped: readonly Recipient[],
): string {
  const people = passage(dropped.map(recipientText).join(', '));
  const where = environmentName(client.environment);
  return id === undefined
    ? l10n.t(
        '{0} accepted “{1}” but added no signer, so nobody can sign it. No error was returned, and a credit may have been used. Check Documents, and the spelling and case of these addresses: {2}',
        where,
        title,
        people,
      )
    : l10n.t(
        'OpenSign created the document {0} in {1}, but didn’t add these recipients (no error was returned): {2}. Revoke it or check it in OpenSign before you send it again.',
        id,
        where,
        people,
      );
}

function showDocuments(): ErrorAction {
  return { title: l10n.t('Show Documents'), command: 'opensign.documents.focus', args: [] };
}

async function copySigningLinks({ outgoing, document }: SendResult): Promise<void> {
  const { title, client } = outgoing;
  const question = l10n.t(
    'Copy the signing links of “{0}” ({1})?',
    title,
    environmentName(client.environment),
  );
  const button = l10n.t('Copy Links');
  const detail = l10n.t('Anyone with a link can sign as its signer. Share each link with its signer only.');
  if ((await ask(question, detail, button)) === button) {
    const lines = document.links.map(({ email, url }) => `${email}: ${url}`);
    await vscode.env.clipboard.writeText(lines.join('\n'));
  }
}
