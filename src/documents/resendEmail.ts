import type { Account } from '../api/account';
import type { Document } from '../api/document';
import { signerProgress } from '../api/documentState';
import { OpenSignError } from '../api/errors';
import { assertActive, readFrom } from '../environment/active';
import { errorText, showErrorText } from '../ui/errorMessage';
import { parseKind, readSender, recipientText, senderText } from '../recipients/participants';
import { notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { askNaming, type NamingQuestion } from '../ui/question';
import { titleOf } from '../ui/title';
import { change } from './changeDocument';
import type { DocumentsContext } from './documentsContext';
import { pickSigner } from './pickSigner';
import { targetOf, underWay } from './documentTarget';
import { withoutLinks } from './withoutLinks';

/** Sends the email that asks for a signature to one signer again. */
export async function resendEmail(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const purpose = l10n.t('Resend Email');
  const target = await targetOf(context, args, purpose, underWay);
  if (target === undefined) {
    return;
  }
  const { environment } = target;
  const { id } = target.document;
  const where = environmentName(environment);
  const title = titleOf(target.document);
  const reading = l10n.t('Reading “{0}” from {1}…', title, where);
  const document = await readFrom(context.environments, environment, reading, async (client, signal) =>
    withoutLinks(await client.documents.get(id, signal)),
  );
  const emails = document.roles.flatMap(({ email }) =>
    email === undefined || signerProgress(document, email).state === 'signed' ? [] : [email],
  );
  if (emails.length === 0) {
    void notify(
      'information',
      l10n.t('Everyone has signed “{0}” or has no email address, so there’s nobody to remind.', title),
    );
    return;
  }
  const email = await pickSigner(environment, document, emails, purpose, context.clock.now());
  if (email === undefined) {
    return;
  }
  assertActive(context.environments, environment);
  if (environment === 'live') {
    const checking = l10n.t('Reading the sender…');
    const account = await readFrom(context.environments, environment, checking, readSender);
    if (!(await askNaming(liveQuestion(document, email, account)))) {
      return;
    }
  }
  const progress = l10n.t('Resending the email for “{0}” to {1}…', title, passage(email));
  try {
    await change(context, target, progress, (client, signal) =>
      client.documents.resendEmail(id, email, signal),
    );
  } catch (error) {
    if (error instanceof OpenSignError && error.kind === 'outcomeUnknown') {
      const message = l10n.t(
        'OpenSign didn’t respond, so we don’t know whether the email to {0} was sent. That happens when email doesn’t work on the server. It was not retried.',
        passage(email),
      );
      await showErrorText({ ...errorText(error), message });
      return;
    }
    if (error instanceof OpenSignError && error.kind === 'notFound') {
      const message = l10n.t(
        '{0} didn’t email {1}: “{2}” is no longer in progress, or doesn’t have this signer.',
        environmentName(environment),
        passage(email),
        title,
      );
      await showErrorText({ message });
      return;
    }
    throw error;
  }
  showStatus(l10n.t('Email resent to {0} ({1})', passage(email), where), 5000);
}

function liveQuestion(document: Document, email: string, account: Account | undefined): NamingQuestion {
  const recipients = document.roles.filter((role) => role.email === email);
  const named = recipients.length > 0 ? recipients : [{ email }];
  return {
    question: l10n.t('Resend the email for “{0}” in Live?', titleOf(document)),
    intro: senderText(account),
    names: named.map(({ name, role, signerRole }) =>
      recipientText({
        email,
        role: role ?? '',
        ...(name === undefined ? {} : { name }),
        ...parseKind(signerRole),
      }),
    ),
    detail: l10n.t('This sends a real email, to this address only.'),
    button: l10n.t('Send in Live'),
  };
}
