import * as vscode from 'vscode';
import type { Contact } from '../api/contacts';
import { isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import { showPicker } from '../environment/choose';
import { PagedList } from '../objects/pagedList';
import { errorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { contactDetail, contactName, contactText } from './contactFields';
import { addContact, deleteContact, editContact, type ContactContext } from './editContacts';

/** Resolves with the ID of the contact to select next. */
type ContactAction = () => Promise<string | undefined>;

interface ContactItem extends vscode.QuickPickItem {
  readonly action: 'add' | 'edit' | 'refresh';
  readonly contact?: Contact;
}

class ContactButton implements vscode.QuickInputButton {
  readonly iconPath: vscode.ThemeIcon;

  constructor(
    icon: string,
    readonly tooltip: string,
    readonly action: 'add' | 'edit' | 'delete',
  ) {
    this.iconPath = new vscode.ThemeIcon(icon);
  }
}

/**
 * **Contacts…** of the active environment: shows them, again after each change, until the list is closed. Rejects with
 * kind `otherEnvironment`, and changes nothing, if the environment was switched before a change.
 */
export async function manageContacts(
  environments: ContactContext['environments'],
  clock: Clock,
): Promise<void> {
  const environment = environments.active;
  // Rejects if no request can be made, instead of showing an empty list.
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
    let run = await pickAction(context, undefined);
    while (run !== undefined) {
      run = await pickAction(context, await run());
    }
  } finally {
    list.dispose();
  }
}

/** Shows the contacts, page by page while they load. `selected` is the ID of the one to select first. */
function pickAction(
  context: ContactContext,
  selected: string | undefined,
): Promise<ContactAction | undefined> {
  const { environment, environments, list } = context;
  let wanted = selected;
  const render = (picker: vscode.QuickPick<ContactItem>, contacts: readonly Contact[], problem?: string) => {
    const active = wanted ?? picker.activeItems[0]?.contact?.id;
    const items = contacts.map(toItem);
    const selection = items.find(({ contact }) => contact?.id === active);
    picker.items = [...items, ...extraItems(problem)];
    if (selection !== undefined) {
      picker.activeItems = [selection];
      wanted = undefined;
    }
  };
  return showPicker<ContactItem, ContactAction>(environments, environment, {
    title: l10n.t('Contacts'),
    placeholder: l10n.t('Name, email or company of the contact to edit'),
    buttons: [new ContactButton('add', l10n.t('Add Contact…'), 'add')],
    load: async (picker, signal) => {
      try {
        await list.loadAll((contacts) => render(picker, contacts), signal);
        if (list.state.items.length === 0) {
          picker.placeholder = l10n.t('No contacts in {0} yet', environmentName(environment));
        }
      } catch (error) {
        if (!isCanceled(error)) {
          render(picker, list.state.items, errorText(error).message);
        }
      }
    },
    accept: (item, button, typed) => {
      const action = button instanceof ContactButton ? button.action : item?.action;
      if (action === undefined || action === 'refresh') {
        return action;
      }
      if (action === 'add') {
        return () => addContact(context, typed);
      }
      const contact = item?.contact;
      const change = action === 'edit' ? editContact : deleteContact;
      return contact && (() => change(context, contact));
    },
  });
}

function toItem(contact: Contact): ContactItem {
  const name = contactText(contact);
  const detail = contactDetail(contact);
  return {
    action: 'edit',
    contact,
    label: contactName(contact),
    // Without a name, the email is the label already.
    ...(contact.name === undefined || contact.email === undefined
      ? {}
      : { description: oneLine(contact.email) }),
    ...(detail === undefined ? {} : { detail }),
    buttons: [
      new ContactButton('edit', l10n.t('Edit {0}', name), 'edit'),
      new ContactButton('trash', l10n.t('Delete {0}', name), 'delete'),
    ],
  };
}

/** The item that adds a contact, after one that reports why not all contacts could be loaded. */
function extraItems(problem: string | undefined): readonly ContactItem[] {
  const add: ContactItem = {
    action: 'add',
    label: l10n.t('Add Contact…'),
    iconPath: new vscode.ThemeIcon('add'),
    alwaysShow: true,
  };
  const failure = (detail: string): ContactItem => ({
    action: 'refresh',
    label: l10n.t('Couldn’t load all contacts. Try again'),
    iconPath: new vscode.ThemeIcon('warning'),
    detail,
    alwaysShow: true,
  });
  return problem === undefined ? [add] : [failure(problem), add];
}
