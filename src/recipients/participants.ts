import type { Account } from '../api/account';
import { sameEmail } from '../api/email';
import { isCanceled, OpenSignError } from '../api/errors';
import type { Envelope, Recipient } from '../api/outgoing';
import { accountText } from '../environment/describe';
import { l10n, passage } from '../ui/l10n';

/** What `signer_role` says about a recipient. Servers rarely return it. */
export function parseKind(signerRole: string | undefined): Pick<Recipient, 'kind'> {
  return signerRole === 'approver' || signerRole === 'viewer' ? { kind: signerRole } : {};
}

/** "Ana Ruiz <ana@example.com> (Discloser)" */
export function recipientText({ name, email, role, kind }: Recipient): string {
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

/** One sentence for each person who fills more than one role. */
export function sharedRoleTexts(recipients: readonly Recipient[]): readonly string[] {
  return recipients.flatMap(({ name, email }, index) => {
    const same = recipients.filter((other) => sameEmail(other.email, email));
    return same.length === 1 || same[0] !== recipients[index]
      ? []
      : [l10n.t('{0} fills {1} roles.', name ?? passage(email), same.length)];
  });
}

/** "Sender: Ada Ruiz (ada@example.com)", and the other sender that a layout file or a template sets. */
export function senderText(account: Account | undefined, sender?: Envelope['sender']): string {
  const owner =
    account === undefined
      ? l10n.t('Sender: the account of your API token. Its name couldn’t be read.')
      : l10n.t('Sender: {0}', passage(accountText(account)));
  return sender === undefined
    ? owner
    : `${owner}\n${l10n.t('Emails show this sender: {0}', passage(accountText(sender)))}`;
}

/** What was read, or undefined when that fails. Rejects with kind `canceled`, and with errors that aren't OpenSign's. */
export async function readIfPossible<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof OpenSignError && !isCanceled(error)) {
      return undefined;
    }
    throw error;
  }
}
