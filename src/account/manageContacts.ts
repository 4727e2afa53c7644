import type { Contact } from '../api/contacts';
import type { Clock } from '../api/fetch';
import { PagedList } from '../objects/pagedList';
import type { ContactContext, ContactEnvironments } from './contactsContext';
import { deleteContact } from './deleteContact';
import { pickContact, type ContactChoice } from './pickContact';
import { addContact, editContact } from './saveContact';

export interface ManageContactsOptions {
  readonly environments: ContactEnvironments;
  readonly clock: Clock;
}

/**
 * **Contacts…** of the environment that is active when it begins: shows them, again after each change, until it is
 * closed. Rejects with kind `otherEnvironment` when another one has become active before a change; then nothing was
 * changed.
 */
export async function manageContacts({ environments, clock }: ManageContactsOptions): Promise<void> {
  const environment = environments.active;
  // Rejects with the reason when no request can be made: an empty dialog would not tell.
  await environments.client(environment);
  const list = new PagedList<Contact>(environment, {
    pages: async () => {
      const { contacts } = await environments.client(environment);
      return (skip, limit, signal) => contacts.list(skip, limit, signal);
    },
    clock,
  });
  const context: ContactContext = { environment, environments, list };
  try {
    let selected: string | undefined;
    for (;;) {
      const choice = await pickContact(context, selected);
      if (choice === undefined) {
        return;
      }
      selected = await carryOut(context, choice);
    }
  } finally {
    list.dispose();
  }
}

/** Resolves with the id of the contact to show next. */
async function carryOut(context: ContactContext, choice: ContactChoice): Promise<string | undefined> {
  switch (choice.action) {
    case 'add':
      return addContact(context, choice.typed);
    case 'edit':
      return editContact(context, choice.contact);
    case 'delete':
      await deleteContact(context, choice.contact);
      return undefined;
  }
}
