import type { Contact } from '../api/contacts';
import { l10n, passage } from '../ui/l10n';
import { oneLine } from '../ui/text';
import { contactFields, type ContactDraft, type ContactField, type FieldProblem } from './contactFields';

/** What a contact is called: by name, else by address. */
export function contactName(contact: Contact): string {
  return oneLine(contact.name ?? contact.email ?? contact.id);
}

/** "Ada Ruiz (ada@example.com)", or what of it is known. */
export function contactText(contact: Contact): string {
  const name = contactName(contact);
  return contact.email === undefined || contact.name === undefined
    ? name
    : l10n.t('{0} ({1})', name, oneLine(contact.email));
}

/** Company, job title and phone, as far as they are known; undefined when nothing is. */
export function contactDetail(contact: Contact): string | undefined {
  const parts = [contact.company, contact.jobTitle, contact.phone].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.map(oneLine).join(' · ');
}

export function fieldName(field: ContactField): string {
  switch (field) {
    case 'name':
      return l10n.t('Name');
    case 'email':
      return l10n.t('Email');
    case 'phone':
      return l10n.t('Phone');
    case 'company':
      return l10n.t('Company');
    case 'job_title':
      return l10n.t('Job title');
  }
}

/** The question for a field. */
export function fieldPrompt(field: ContactField): string {
  switch (field) {
    case 'name':
      return l10n.t('Name, as it appears on documents');
    case 'email':
      return l10n.t('Email that signing requests go to');
    case 'phone':
      return l10n.t('Phone number (optional)');
    case 'company':
      return l10n.t('Company (optional)');
    case 'job_title':
      return l10n.t('Job title (optional)');
  }
}

export function fieldProblemText(field: ContactField, problem: FieldProblem): string {
  switch (problem) {
    case 'empty':
      return field === 'email' ? l10n.t('Enter an email address.') : l10n.t('Enter a name.');
    case 'malformed':
      return l10n.t('Enter a valid email address, such as ada@example.com.');
    case 'cannotEmpty':
      return l10n.t('The API can change this, but can’t empty it.');
  }
}

/** One line per field that has a value: "Name: Ada Ruiz". */
export function fieldLines(values: Partial<ContactDraft>): string {
  return contactFields
    .flatMap((field) => {
      const value = values[field];
      return value === undefined || value === ''
        ? []
        : [l10n.t('{0}: {1}', fieldName(field), passage(value))];
    })
    .join('\n');
}
