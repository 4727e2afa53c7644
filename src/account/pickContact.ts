import * as vscode from 'vscode';
import type { Contact } from '../api/contacts';
import { isCanceled } from '../api/errors';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { createPicker } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import type { ContactContext } from './contactsContext';
import { contactDetail, contactName, contactText } from './contactWords';

/** What the user wants, and with whom. */
export type ContactChoice =
  /** `typed` is what was searched for: often whom to add. */
  | { readonly action: 'add'; readonly typed: string }
  | { readonly action: 'edit' | 'delete'; readonly contact: Contact };

/** Contacts carry `contact`; the item that adds one and the one that tells of a failure carry `action`. */
interface ContactItem extends vscode.QuickPickItem {
  readonly contact?: Contact;
  readonly action?: 'add' | 'retry';
}

class ContactButton implements vscode.QuickInputButton {
  readonly iconPath: vscode.ThemeIcon;

  constructor(
    icon: string,
    readonly tooltip: string,
    readonly action: ContactChoice['action'],
  ) {
    this.iconPath = new vscode.ThemeIcon(icon);
  }
}

/**
 * Shows the contacts, which come page by page while one types; `selected` is the id of the one to begin at. Resolves
 * with undefined when it is closed, which ends the loading, and when the environment changes.
 */
export async function pickContact(
  context: ContactContext,
  selected: string | undefined,
): Promise<ContactChoice | undefined> {
  const { environment, environments, list } = context;
  if (environments.active !== environment) {
    return undefined;
  }
  const owned = new Disposables();
  const stop = new AbortController();
  const picker = owned.add(createPicker<ContactItem>());
  const where = environmentName(environment);
  picker.title = l10n.t('Contacts ({0})', where);
  picker.placeholder = l10n.t('Name, email or company of the contact to edit');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  picker.buttons = [new ContactButton('add', l10n.t('Add Contact…'), 'add')];

  const show = contactItems(picker, selected);
  const load = async () => {
    picker.busy = true;
    try {
      await list.loadAll((contacts) => show(contacts), stop.signal);
      if (list.state.items.length === 0) {
        picker.placeholder = l10n.t('No contacts in {0} yet', where);
      }
    } catch (error) {
      if (!isCanceled(error)) {
        show(list.state.items, errorText(error).message);
      }
    } finally {
      if (!stop.signal.aborted) {
        picker.busy = false;
      }
    }
  };

  try {
    return await new Promise<ContactChoice | undefined>((resolve) => {
      owned.add(environments.onDidChangeActive(() => picker.hide()));
      owned.add(picker.onDidHide(() => resolve(undefined)));
      owned.add(picker.onDidTriggerButton(() => resolve({ action: 'add', typed: picker.value })));
      owned.add(
        picker.onDidTriggerItemButton(({ button, item }) => {
          if (item.contact !== undefined && button instanceof ContactButton && button.action !== 'add') {
            resolve({ action: button.action, contact: item.contact });
          }
        }),
      );
      owned.add(
        picker.onDidAccept(() => {
          const [item] = picker.selectedItems;
          if (item?.contact !== undefined) {
            resolve({ action: 'edit', contact: item.contact });
          } else if (item?.action === 'add') {
            resolve({ action: 'add', typed: picker.value });
          } else if (item?.action === 'retry') {
            void load();
          }
        }),
      );
      picker.show();
      void load();
    });
  } finally {
    stop.abort();
    owned.dispose();
  }
}

/** Fills the picker, and keeps the selection where it was while more contacts come. */
function contactItems(picker: vscode.QuickPick<ContactItem>, selected: string | undefined) {
  const add: ContactItem = {
    label: l10n.t('Add Contact…'),
    iconPath: new vscode.ThemeIcon('add'),
    action: 'add',
    alwaysShow: true,
  };
  let wanted = selected;
  return (contacts: readonly Contact[], problem?: string): void => {
    const active = wanted ?? picker.activeItems[0]?.contact?.id;
    const items: ContactItem[] = contacts.map(contactItem);
    if (problem !== undefined) {
      items.push({
        label: l10n.t('Not all contacts could be loaded. Try again'),
        iconPath: new vscode.ThemeIcon('warning'),
        detail: problem,
        action: 'retry',
        alwaysShow: true,
      });
    }
    picker.items = [...items, add];
    const still = items.find(({ contact }) => contact !== undefined && contact.id === active);
    if (still !== undefined) {
      picker.activeItems = [still];
      wanted = undefined;
    }
  };
}

function contactItem(contact: Contact): ContactItem {
  const name = contactText(contact);
  const detail = contactDetail(contact);
  return {
    label: contactName(contact),
    // Without a name, the address is the label already.
    ...(contact.name === undefined || contact.email === undefined
      ? {}
      : { description: oneLine(contact.email) }),
    ...(detail === undefined ? {} : { detail: detail }),
    buttons: [
      new ContactButton('edit', l10n.t('Edit {0}', name), 'edit'),
      new ContactButton('trash', l10n.t('Delete {0}', name), 'delete'),
    ],
    contact,
  };
}
