import type { Contact } from '../api/contacts';
import { ask, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { askContact } from './askContact';
import { allContacts, write, type ContactContext } from './contactsContext';
import { existingContact } from './existingContact';
import { changesOf, draftFromSearch, draftOf, newContact, notKept, type ContactDraft } from './contactFields';
import { contactName, contactText, fieldLines, fieldName } from './contactWords';

/** Adds a contact. Resolves with the id to go on with: the new one, or the one that had the address already. */
export async function addContact(context: ContactContext, typed: string): Promise<string | undefined> {
  const where = environmentName(context.environment);
  const draft = draftOf(undefined, draftFromSearch(typed));
  if (!(await askContact(l10n.t('Add Contact ({0})', where), draft, undefined))) {
    return undefined;
  }
  const input = newContact(draft);
  if (context.environment === 'live') {
    const add = l10n.t('Add in Live');
    const question = l10n.t('Add the contact “{0}” in Live?', input.name);
    if ((await ask(question, fieldLines(input), add)) !== add) {
      return undefined;
    }
  }
  let created: Contact;
  try {
    const title = l10n.t('Adding “{0}” in {1}…', input.name, where);
    created = await write(context, title, (contacts, signal) => contacts.create(input, signal));
  } catch (error) {
    const existing = await existingContact(error, input.email, () => allContacts(context));
    if (existing === undefined) {
      throw error;
    }
    return offerExisting(context, existing, draft);
  }
  const lost = notKept(input, created);
  if (lost.length > 0) {
    void notify(
      'warning',
      l10n.t(
        'The contact was added in {0}, but the server didn’t keep these as given: {1}.',
        where,
        passage(lost.map(fieldName).join(', ')),
      ),
    );
  } else {
    showStatus(l10n.t('Contact added in {0}', where), 5000);
  }
  return created.id;
}

/** Changes a contact; `typed` is what the inputs begin with where it says something. Resolves with the id to go on with. */
export async function editContact(
  context: ContactContext,
  contact: Contact,
  typed?: Partial<ContactDraft>,
): Promise<string> {
  const where = environmentName(context.environment);
  const name = contactName(contact);
  const draft = draftOf(contact, typed);
  if (!(await askContact(l10n.t('Edit “{0}” ({1})', name, where), draft, contact))) {
    return contact.id;
  }
  const changes = changesOf(contact, draft);
  if (Object.keys(changes).length === 0) {
    showStatus(l10n.t('Nothing was changed in {0}', where), 5000);
    return contact.id;
  }
  if (context.environment === 'live') {
    const edit = l10n.t('Edit in Live');
    const question = l10n.t('Edit the contact “{0}” in Live?', name);
    const detail = `${l10n.t('This is changed:')}\n${fieldLines(changes)}`;
    if ((await ask(question, detail, edit)) !== edit) {
      return contact.id;
    }
  }
  try {
    const title = l10n.t('Changing “{0}” in {1}…', name, where);
    await write(context, title, (contacts, signal) => contacts.update(contact.id, changes, signal));
  } catch (error) {
    const existing = await existingContact(error, changes.email, () => allContacts(context));
    if (existing === undefined || existing.id === contact.id) {
      throw error;
    }
    // Its other fields are another person's: they are not to be written over with these.
    return (await offerExisting(context, existing)) ?? contact.id;
  }
  showStatus(l10n.t('Contact changed in {0}', where), 5000);
  return contact.id;
}

/** Asks what to do with the contact that has the address already. With `typed`, it can be edited to become that. */
async function offerExisting(
  context: ContactContext,
  existing: Contact,
  typed?: ContactDraft,
): Promise<string | undefined> {
  const show = l10n.t('Show This Contact');
  const edit = l10n.t('Edit This Contact…');
  const choice = await ask(
    l10n.t('A contact with this email already exists in {0}.', environmentName(context.environment)),
    l10n.t('It is {0}. Nothing was changed.', contactText(existing)),
    show,
    ...(typed === undefined ? [] : [edit]),
  );
  if (choice === edit) {
    // Its own address stays, which may differ from the typed one in case.
    return editContact(context, existing, { ...typed, email: '' });
  }
  return choice === show ? existing.id : undefined;
}
