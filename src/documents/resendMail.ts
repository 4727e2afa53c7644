import { signerProgress } from '../api/documentState';
import { OpenSignError } from '../api/errors';
import { assertActive } from '../environment/active';
import { readFrom } from '../environment/read';
import { errorText, showErrorText } from '../ui/errorMessage';
import { ask, notify, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentInText, environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { change } from './change';
import type { DocumentsContext } from './context';
import { pickSigner } from './pickSigner';
import { targetOf, underWay } from './target';
import { withoutLinks } from './withoutLinks';

/** Sends the mail that asks for a signature to one signer again. */
export async function resendMail(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const purpose = l10n.t('Resend Mail');
  const target = await targetOf(context, args, purpose, underWay);
  if (target === undefined) {
    return;
  }
  const { environment } = target;
  const { id } = target.document;
  const where = environmentInText(environment);
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
      l10n.t('There is nobody left to remind: everyone has signed “{0}”, or has no address.', title),
    );
    return;
  }
  const email = await pickSigner(environment, document, emails, purpose, context.clock.now());
  if (email === undefined) {
    return;
  }
  assertActive(context.environments, environment);
  if (environment === 'live') {
    const send = l10n.t('Send in live');
    const question = l10n.t('Send the mail for “{0}” to {1} again in live?', title, email);
    const detail = l10n.t('It really goes out, to this address only.');
    if ((await ask(question, detail, send)) !== send) {
      return;
    }
  }
  const progress = l10n.t('Sending the mail for “{0}” to {1} again…', title, email);
  try {
    await change(context, target, progress, (client, signal) =>
      client.documents.resendMail(id, email, signal),
    );
  } catch (error) {
    if (error instanceof OpenSignError && error.kind === 'outcomeUnknown') {
      const message = l10n.t(
        'OpenSign gave no answer, so it is unknown whether the mail to {0} went out. That happens when the mail of the server does not work. It was not sent again.',
        email,
      );
      await showErrorText({ ...errorText(error), message });
      return;
    }
    if (error instanceof OpenSignError && error.kind === 'notFound') {
      const message = l10n.t(
        '{0} sends no mail to {1}: “{2}” is not in progress any more, or this is none of its signers.',
        environmentName(environment),
        email,
        title,
      );
      await showErrorText({ message });
      return;
    }
    throw error;
  }
  showStatus(l10n.t('Mail to {0} sent again ({1})', email, where), 5000);
}
