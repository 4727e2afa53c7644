import * as vscode from 'vscode';
import { createPicker } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { runStep, type Step } from '../ui/wizard';
import type { Person } from './person';
import { recipientItems, type RecipientItem } from './recipientItems';

export interface RecipientOptions {
  readonly title: string;
  readonly role: string;
  readonly current: () => Person | undefined;
  /** Never rejects. */
  readonly contacts: Promise<readonly Person[]>;
  readonly roleOf: (email: string) => string | undefined;
}

/** Lets a role be filled: by a contact, or by what is typed. Contacts show up when they are there. */
export function recipientStep(options: RecipientOptions, accept: (person: Person) => void): Step {
  return (position) => {
    const pick = createPicker<RecipientItem>();
    pick.placeholder = l10n.t('Signer for “{0}”: email, or Name <email>', options.role);
    pick.matchOnDescription = true;
    pick.busy = true;
    const current = options.current();
    let contacts: readonly Person[] = [];
    let open = true;
    const update = () => {
      const { roleOf } = options;
      pick.items = recipientItems({ typed: pick.value, current, contacts, roleOf });
    };
    update();
    void options.contacts.then((loaded) => {
      if (open) {
        contacts = loaded;
        pick.busy = false;
        update();
      }
    });
    return runStep(pick, position, options.title, (finish) =>
      vscode.Disposable.from(
        pick.onDidChangeValue(update),
        pick.onDidAccept(() => {
          // Pressing Enter right after typing is faster than the list is drawn: what was typed counts.
          const first = pick.value.trim() === '' ? undefined : pick.items[0];
          const person = (pick.selectedItems[0] ?? first)?.person;
          if (person !== undefined) {
            accept(person);
            finish('next');
          }
        }),
        { dispose: () => void (open = false) },
      ),
    );
  };
}
