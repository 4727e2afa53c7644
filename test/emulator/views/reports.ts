import type { Deployment } from '../deployment';
import type { Document } from '../records';
import { getState } from '../state';

/** `GET /signerips/{id}`: who signed, and from which IP address. */
export function signerIps({ contacts }: Deployment, document: Document): object {
  const signer_ips = [...document.trail].flatMap(([contactId, { signed, ip }]) => {
    const contact = contacts.get(contactId);
    return contact && signed ? [{ email: contact.email, ip_address: ip ?? '127.0.0.1' }] : [];
  });
  return { objectId: document.id, signer_ips };
}

/** `GET /formdata/{id}`: the filled-in values. */
export function formData({ contacts }: Deployment, document: Document): object {
  const form_data = document.roles.flatMap(({ contactId }) => {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    if (!contact) return [];
    const widgets = document.trail.get(contact.id)?.responses ?? [];
    return [{ name: contact.name ?? '', email: contact.email, widgets }];
  });
  const sent_date = document.created.at.toLocaleDateString('en-US', {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  return { objectId: document.id, title: document.title, sent_date, status: getState(document), form_data };
}
