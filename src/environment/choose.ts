import type * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import { createPicker, showInput } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { Environments } from './environments';

type Picker<Item extends vscode.QuickPickItem> = vscode.QuickPick<Item>;

export interface PickerOptions<Item extends vscode.QuickPickItem, Result> {
  /** The dialog's title, such as "Find Template". The environment is added. */
  readonly title: string;
  readonly placeholder: string;
  readonly buttons?: readonly vscode.QuickInputButton[];
  /** Fills the list, also in several steps. The signal aborts when the list closes or is loaded again. */
  readonly load: (picker: Picker<Item>, signal: AbortSignal) => Promise<void>;
  /**
   * The result of picking an item, or of pressing a button of an item or of the title. `refresh` loads the list
   * again, undefined does nothing. `text` is what the user has typed.
   */
  readonly accept: (
    item: Item | undefined,
    button: vscode.QuickInputButton | undefined,
    text: string,
  ) => Result | 'refresh' | undefined;
  /** Listens for events while the list is open. */
  readonly listen?: (picker: Picker<Item>, refresh: () => void) => vscode.Disposable;
}

/**
 * Shows a list of things in `environment` while they are loaded. Resolves with undefined when the list is closed,
 * which cancels the loading, and when the environment is switched. Rejects as `load` does.
 */
export async function showPicker<Item extends vscode.QuickPickItem, Result>(
  environments: Pick<Environments, 'active' | 'onDidChangeActive'>,
  environment: EnvironmentName,
  { title, placeholder, buttons, load, accept, listen }: PickerOptions<Item, Result>,
): Promise<Result | undefined> {
  if (environments.active !== environment) {
    return undefined;
  }
  const picker = createPicker<Item>();
  picker.title = l10n.t('{0} ({1})', title, environmentName(environment));
  picker.placeholder = placeholder;
  picker.buttons = buttons ?? [];
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  return showInput<Result | undefined>(picker, undefined, ({ finish, fail, signal: closed }) => {
    let stop = new AbortController();
    closed.addEventListener('abort', () => stop.abort());
    const refresh = async () => {
      stop.abort();
      const { signal } = (stop = new AbortController());
      picker.busy = true;
      try {
        await load(picker, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (!isCanceled(error)) {
          throw error;
        }
        finish(undefined);
      }
      if (!signal.aborted) {
        picker.busy = false;
      }
    };
    const start = () => void refresh().catch(fail);
    const settle = (item: Item | undefined, button?: vscode.QuickInputButton) => {
      const result = accept(item, button, picker.value);
      if (result === 'refresh') {
        start();
      } else if (result !== undefined) {
        finish(result);
      }
    };
    const listeners = [
      environments.onDidChangeActive(() => picker.hide()),
      picker.onDidAccept(() => settle(picker.selectedItems[0])),
      picker.onDidTriggerButton((button) => settle(undefined, button)),
      picker.onDidTriggerItemButton(({ item, button }) => settle(item, button)),
      ...(listen === undefined ? [] : [listen(picker, start)]),
    ];
    start();
    return listeners;
  });
}

export interface Choice<T> extends vscode.QuickPickItem {
  /** What picking the item returns. Absent on separators and on an item that reports a failure, which loads again. */
  readonly value?: T;
}

/**
 * Lets the user pick one thing of the active environment, as {@link showPicker} does. Rejects when no request can be
 * made, instead of showing an empty list.
 */
export async function choose<T>(
  environments: Pick<Environments, 'active' | 'client' | 'onDidChangeActive'>,
  options: Pick<PickerOptions<Choice<T>, T>, 'title' | 'placeholder' | 'load'>,
): Promise<T | undefined> {
  const environment = environments.active;
  await environments.client(environment);
  return showPicker<Choice<T>, T>(environments, environment, {
    ...options,
    accept: (item) => item && (item.value ?? 'refresh'),
  });
}
