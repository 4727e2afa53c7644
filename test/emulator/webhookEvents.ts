import type { Deployment } from './deployment';
import { present, type Json } from './json';
import type { Document } from './records';

export type WebhookEvent = 'created' | 'viewed' | 'signed' | 'completed' | 'declined';

/** Sends an event to the webhook URL of the document's owner, if there is one. */
export function notify(deployment: Deployment, document: Document, event: WebhookEvent, details: Json): void {
  const owner = deployment.getOwner(document);
  if (owner.webhookUrl === undefined) return;
  const { hostedWebhooks } = deployment.settings.quirks;
  const dated: Json = { ...details, createdAt: document.created.at };
  if (hostedWebhooks) {
    for (const [key, value] of Object.entries(dated))
      if (value instanceof Date) dated[key] = formatDate(value);
  }
  const payload = present({
    event,
    type: hostedWebhooks ? 'request-sign' : undefined,
    objectId: document.id,
    file: deployment.storage.link(document.signedFile ?? document.file),
    certificate:
      event === 'completed' && document.certificate !== undefined
        ? deployment.storage.link(document.certificate)
        : undefined,
    name: document.title,
    note: document.note,
    description: document.description ?? '',
    ...dated,
  });
  deployment.webhooks.deliver(
    owner.webhookUrl,
    event,
    payload,
    hostedWebhooks ? owner.webhookKey : undefined,
  );
}

/** Name, email and phone of all signers with a contact. */
export function signersInWebhook({ contacts }: Deployment, document: Document): Json[] {
  return document.roles.flatMap(({ contactId }) => {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    return contact ? [{ name: contact.name ?? '', email: contact.email, phone: contact.phone }] : [];
  });
}

/** The date format of the hosted service: `Fri, 16 May 2025 15:02:42 IST`. */
function formatDate(date: Date): string {
  const inIndia = new Date(date.getTime() + 5.5 * 3_600_000);
  return inIndia.toUTCString().replace('GMT', 'IST');
}
