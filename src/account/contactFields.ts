import type { Contact, ContactInput } from '../api/contacts';
import { emailProblem, knownSpelling, sameEmail } from '../api/email';

/** What can be said of a contact, by the API's own names and in the order in which it is asked for. */
export const contactFields = ['name', 'email', 'phone', 'company', 'job_title'] as const;

export type ContactField = (typeof contactFields)[number];

/** A contact as it stands in the inputs: every field is a text, empty when there is nothing. */
export type ContactDraft = Record<ContactField, string>;

/** What a contact says in one field; empty when it says nothing. */
export function valueOf(contact: Contact | undefined, field: ContactField): string {
  return (field === 'job_title' ? contact?.jobTitle : contact?.[field])?.trim() ?? '';
}

/** What to begin the inputs with: what was typed before, else what the contact says. */
export function draftOf(contact: Contact | undefined, typed: Partial<ContactDraft> = {}): ContactDraft {
  const value = (field: ContactField) => {
    const text = typed[field]?.trim() ?? '';
    return text === '' ? valueOf(contact, field) : text;
  };
  return {
    name: value('name'),
    email: value('email'),
    phone: value('phone'),
    company: value('company'),
    job_title: value('job_title'),
  };
}

/** A search text is the beginning of a new contact: an address when there is an @ in it, else a name. */
export function draftFromSearch(text: string): Partial<ContactDraft> {
  return text.includes('@') ? { email: text } : { name: text };
}

/** The request for a new contact. What was left empty is not sent. */
export function newContact(draft: ContactDraft): ContactInput {
  return { name: draft.name.trim(), email: '', ...changesOf(undefined, draft) };
}

/**
 * Only what differs from the contact: the server refuses an empty request, and doesn't clear a field by an empty
 * text. A new address is in lower case, as sending wants it. Empty when nothing changed.
 */
export function changesOf(contact: Contact | undefined, draft: ContactDraft): Partial<ContactInput> {
  const changed = contactFields.flatMap((field) => {
    const value = draft[field].trim();
    if (value === '' || value === valueOf(contact, field)) {
      return [];
    }
    return [[field, field === 'email' ? knownSpelling(value, []) : value] as const];
  });
  return Object.fromEntries(changed);
}

/** What makes a text unfit for a field. `cannotEmpty`: the API has no way to take away what is there. */
export type FieldProblem = 'empty' | 'malformed' | 'cannotEmpty';

/** Judges what was typed. What `contact` says already is never refused: the server has taken it. */
export function fieldProblem(
  field: ContactField,
  text: string,
  contact: Contact | undefined,
): FieldProblem | undefined {
  const value = text.trim();
  const before = valueOf(contact, field);
  if (contact !== undefined && value === before) {
    return undefined;
  }
  if (value === '') {
    return before !== '' ? 'cannotEmpty' : field === 'name' || field === 'email' ? 'empty' : undefined;
  }
  return field === 'email' ? emailProblem(value) : undefined;
}

/** Fields that were sent and that the server shows otherwise: old ones know no company and no job title. */
export function notKept(sent: ContactInput, kept: Contact): readonly ContactField[] {
  return contactFields.filter((field) => sent[field] !== undefined && sent[field] !== valueOf(kept, field));
}

/** The contact with this address, whatever its case: the server allows no two that differ in case only. */
export function withEmail(contacts: readonly Contact[], email: string): Contact | undefined {
  return contacts.find((contact) => contact.email !== undefined && sameEmail(contact.email, email));
}
