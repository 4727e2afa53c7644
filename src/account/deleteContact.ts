import type { Contact } from '../api/contacts';
import { ask, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { write, type ContactContext } from './contactsContext';
import { contactName, contactText } from './contactWords';

/** Deletes a contact, after asking in either environment. */
export async function deleteContact(context: ContactContext, contact: Contact): Promise<void> {
  const { environment, list } = context;
  const where = environmentName(environment);
  const button = environment === 'live' ? l10n.t('Delete in Live') : l10n.t('Delete in Sandbox');
  const question = l10n.t('Delete the contact “{0}” in {1}?', contactName(contact), where);
  const detail = l10n.t(
    '{0}. OpenSign archives it. Adding it again creates a new ID.',
    passage(contactText(contact)),
  );
  if ((await ask(question, detail, button)) !== button) {
    return;
  }
  const title = l10n.t('Deleting “{0}” in {1}…', contactName(contact), where);
  await write(context, title, async (contacts, signal) => {
    await contacts.delete(contact.id, signal);
    list.remove(contact.id);
  });
  showStatus(l10n.t('Contact deleted in {0}', where), 5000);
}
