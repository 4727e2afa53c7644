import type { Contact, ContactInput } from '../api/contacts';
import { emailProblem, knownSpelling, sameEmail } from '../api/email';
import { l10n, passage } from '../ui/l10n';
import { oneLine } from '../ui/text';

/** The fields of a contact, by the API's own names and in the order in which they are asked for. */
export const contactFields = ['name', 'email', 'phone', 'company', 'job_title'] as const;

export type ContactField = (typeof contactFields)[number];

/** A contact in the inputs: every field is a text, which may be empty. */
export type ContactDraft = Record<ContactField, string>;

function getValue(contact: Contact | undefined, field: ContactField): string {
  return (field === 'job_title' ? contact?.jobTitle : contact?.[field])?.trim() ?? '';
}

/** The initial inputs: what was typed before, or else the contact's own fields. */
export function toDraft(contact: Contact | undefined, typed: Partial<ContactDraft> = {}): ContactDraft {
  const entries = contactFields.map((field) => {
    const text = typed[field]?.trim() ?? '';
    return [field, text === '' ? getValue(contact, field) : text] as const;
  });
  return Object.fromEntries(entries) as ContactDraft;
}

/** Starts a new contact with a search text: an email if it contains an @, or else a name. */
export function parseSearch(text: string): Partial<ContactDraft> {
  return text.includes('@') ? { email: text } : { name: text };
}

/** The request for a new contact. Empty fields aren't sent. */
export function toContactInput(draft: ContactDraft): ContactInput {
  return { name: draft.name.trim(), email: '', ...getChanges(undefined, draft) };
}

/**
 * Only the fields that differ from the contact: the server rejects an empty request, and ignores empty fields. A new
 * email is in lower case, as sending needs it.
 */
export function getChanges(contact: Contact | undefined, draft: ContactDraft): Partial<ContactInput> {
  const changed = contactFields.flatMap((field) => {
    const value = draft[field].trim();
    if (value === '' || value === getValue(contact, field)) {
      return [];
    }
    return [[field, field === 'email' ? knownSpelling(value, []) : value] as const];
  });
  return Object.fromEntries(changed);
}

/** Why a text can't be used for a field. `cannotEmpty`: the API can't clear a field. */
export type FieldProblem = 'empty' | 'malformed' | 'cannotEmpty';

/** Checks what was typed. The contact's own value is always accepted, because the server did. */
export function checkField(
  field: ContactField,
  text: string,
  contact: Contact | undefined,
): FieldProblem | undefined {
  const value = text.trim();
  const before = getValue(contact, field);
  if (contact !== undefined && value === before) {
    return undefined;
  }
  if (value === '') {
    return before !== '' ? 'cannotEmpty' : field === 'name' || field === 'email' ? 'empty' : undefined;
  }
  return field === 'email' ? emailProblem(value) : undefined;
}

/** The fields that the server returns differently than sent. Old servers have no company and no job title. */
export function findUnsaved(sent: ContactInput, saved: Contact): readonly ContactField[] {
  return contactFields.filter((field) => sent[field] !== undefined && sent[field] !== getValue(saved, field));
}

/** The contact with this email, ignoring case: the server allows no two that differ in case only. */
export function findByEmail(contacts: readonly Contact[], email: string): Contact | undefined {
  return contacts.find((contact) => contact.email !== undefined && sameEmail(contact.email, email));
}

/** The name of a contact, or else its email. */
export function contactName(contact: Contact): string {
  return oneLine(contact.name ?? contact.email ?? contact.id);
}

/** "Ada Ruiz (ada@example.com)", or what is known of it. */
export function contactText(contact: Contact): string {
  const name = contactName(contact);
  return contact.email === undefined || contact.name === undefined
    ? name
    : l10n.t('{0} ({1})', name, oneLine(contact.email));
}

/** Company, job title and phone, as far as they are known. */
export function contactDetail(contact: Contact): string | undefined {
  const parts = [contact.company, contact.jobTitle, contact.phone].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.map(oneLine).join(' · ');
}

export function fieldName(field: ContactField): string {
  const names: ContactDraft = {
    name: l10n.t('Name'),
    email: l10n.t('Email'),
    phone: l10n.t('Phone'),
    company: l10n.t('Company'),
    job_title: l10n.t('Job title'),
  };
  return names[field];
}

export function fieldPrompt(field: ContactField): string {
  const prompts: ContactDraft = {
    name: l10n.t('Name, as it appears on documents'),
    email: l10n.t('Email address for signing requests'),
    phone: l10n.t('Phone number (optional)'),
    company: l10n.t('Company (optional)'),
    job_title: l10n.t('Job title (optional)'),
  };
  return prompts[field];
}

export function fieldProblemText(field: ContactField, problem: FieldProblem): string {
  switch (problem) {
    case 'empty':
      return field === 'email' ? l10n.t('Enter an email address.') : l10n.t('Enter a name.');
    case 'malformed':
      return l10n.t('Enter a valid email address, such as ada@example.com.');
    case 'cannotEmpty':
      return l10n.t('The API can’t clear this field. Enter a new value.');
  }
}

/** One line per field that has a value: "Name: Ada Ruiz". */
export function fieldLines(values: Partial<ContactDraft>): string {
  return contactFields
    .flatMap((field) => {
      const value = values[field] ?? '';
      return value === '' ? [] : [l10n.t('{0}: {1}', fieldName(field), passage(value))];
    })
    .join('\n');
}
