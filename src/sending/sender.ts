import type { Account } from '../api/account';
import type { OpenSignClient } from '../api/client';
import { isCanceled, OpenSignError } from '../api/errors';
import type { Envelope } from '../api/outgoing';
import { accountText } from '../environment/describe';
import { l10n, passage } from '../ui/l10n';

/** Whose account emails are sent from, or undefined when it can't be read. Rejects with kind `canceled` only. */
export async function readSender(
  client: Pick<OpenSignClient, 'getAccount'>,
  signal: AbortSignal,
): Promise<Account | undefined> {
  try {
    return await client.getAccount(signal);
  } catch (error) {
    if (error instanceof OpenSignError && !isCanceled(error)) {
      return undefined;
    }
    throw error;
  }
}

/** "Sender: Ada Ruiz (ada@example.com)", with the other name that a layout file or a template gives. */
export function senderText(account: Account | undefined, sender?: Envelope['sender']): string {
  const owner =
    account === undefined
      ? l10n.t('Sender: the account of your API token. Its name couldn’t be read.')
      : l10n.t('Sender: {0}', passage(accountText(account)));
  return sender === undefined
    ? owner
    : `${owner}\n${l10n.t('Emails show this sender: {0}', passage(accountText(sender)))}`;
}
