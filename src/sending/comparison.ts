import { sameEmail } from '../api/email';
import type { SentDocument } from '../api/documents';
import type { Recipient } from '../api/outgoing';

/**
 * Recipients whom the server dropped without a word: it reports success, and gives no link for them. Two roles with
 * one address share a link.
 */
export function droppedOf(recipients: readonly Recipient[], { links }: SentDocument): readonly Recipient[] {
  return recipients.filter(({ email }) => !links.some((link) => sameEmail(link.email, email)));
}
