import type * as vscode from 'vscode';
import { Disposables } from '../ui/disposables';
import { createPicker } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { Environments } from './environments';

export interface Choice<T> extends vscode.QuickPickItem {
  /** What is chosen with it. Absent on separators, and on the item that tells what went wrong: that one tries again. */
  readonly value?: T;
}

export interface ChooseOptions<T> {
  /** The dialog's title, such as "Find Template"; the environment is added. */
  readonly purpose: string;
  readonly placeholder: string;
  /** Fills the dialog, also several times while more comes. Its signal aborts when the dialog is closed. */
  readonly load: (picker: vscode.QuickPick<Choice<T>>, signal: AbortSignal) => Promise<void>;
}

/**
 * Lets the user choose among things of the active environment while they are being read. Resolves with undefined when
 * it is closed, which ends the reading, and when the environment changes. Rejects when no request can be made: an
 * empty dialog would not tell.
 */
export async function choose<T>(
  environments: Pick<Environments, 'active' | 'client' | 'onDidChangeActive'>,
  { purpose, placeholder, load }: ChooseOptions<T>,
): Promise<T | undefined> {
  const environment = environments.active;
  await environments.client(environment);
  const owned = new Disposables();
  const stop = new AbortController();
  const picker = owned.add(createPicker<Choice<T>>());
  picker.title = l10n.t('{0} ({1})', purpose, environmentName(environment));
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      const fill = async () => {
        picker.busy = true;
        try {
          await load(picker, stop.signal);
        } finally {
          if (!stop.signal.aborted) {
            picker.busy = false;
          }
        }
      };
      owned.add(environments.onDidChangeActive(() => picker.hide()));
      owned.add(picker.onDidHide(() => resolve(undefined)));
      owned.add(
        picker.onDidAccept(() => {
          const [item] = picker.selectedItems;
          if (item?.value !== undefined) {
            resolve(item.value);
          } else if (item !== undefined) {
            fill().catch(reject);
          }
        }),
      );
      picker.show();
      fill().catch(reject);
    });
  } finally {
    stop.abort();
    owned.dispose();
  }
}
