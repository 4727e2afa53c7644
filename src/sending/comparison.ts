import { sameEmail } from '../api/email';
import type { SentDocument } from '../api/documents';
import type { Outgoing, Recipient } from '../api/outgoing';
import { boolean, isObject, text } from '../api/values';

/**
 * Recipients whom the server silently dropped: it reports success, and gives no link for them. Two roles with one
 * address share a link.
 */
export function droppedOf(recipients: readonly Recipient[], { links }: SentDocument): readonly Recipient[] {
  return recipients.filter(({ email }) => !links.some((link) => sameEmail(link.email, email)));
}

/** What the server did with something else than was asked: it signs in order or at once, or leads nowhere. */
export type Ignored = 'inOrder' | 'atOnce' | 'redirectUrl';

/** What a document that was just made differs in from the request. */
export interface ReadBack {
  readonly title: string | undefined;
  readonly ignored: readonly Ignored[];
}

/** Compares a document, as the server shows it, with the request. Old servers ignore some fields of it. */
export function compare({ fields, recipients }: Outgoing, document: unknown): ReadBack {
  if (!isObject(document)) {
    return { title: undefined, ignored: [] };
  }
  const wanted = boolean(fields.sendInOrder);
  const given = boolean(document.sendInOrder);
  const ignored: Ignored[] = [];
  if (recipients.length > 1 && wanted !== undefined && given !== undefined && wanted !== given) {
    ignored.push(wanted ? 'inOrder' : 'atOnce');
  }
  // Servers that don't know it don't show it either. An empty one takes the template's away.
  if (
    typeof fields.redirect_url === 'string' &&
    fields.redirect_url !== (text(document.redirect_url) ?? '')
  ) {
    ignored.push('redirectUrl');
  }
  return { title: text(document.title), ignored };
}
