import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import { runCommand } from '../ui/commands';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { createPicker } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { accountSections, type AccountAction } from './accountRows';
import { isUsable } from '../environment/describe';
import type { Environments } from '../environment/environments';
import type { KnownCredits } from '../environment/knownCredits';
import { openInBrowser } from '../environment/openInBrowser';

export interface AccountOptions {
  readonly environments: Pick<Environments, 'active' | 'status' | 'onDidChangeActive' | 'onDidChangeStatus'>;
  readonly credits: KnownCredits;
  /** What **Contacts…** and **Webhook…** do. */
  readonly contacts: () => Promise<void>;
  readonly webhook: () => Promise<void>;
}

interface AccountItem extends vscode.QuickPickItem {
  readonly action?: AccountAction;
}

/** **Account…**: what is known of the active environment's account. Credits are read while it is open. */
export async function showAccount(options: AccountOptions): Promise<void> {
  const { environments } = options;
  const environment = environments.active;
  const action = await pickAction(options);
  switch (action) {
    case undefined:
    case 'refresh':
      return;
    case 'open':
      return openInBrowser(environments, environment, '/');
    case 'contacts':
      return options.contacts();
    case 'webhook':
      return options.webhook();
    case 'switchEnvironment':
      return runCommand('opensign.switchEnvironment');
    case 'checkToken':
      return runCommand('opensign.checkToken', environment);
    case 'setToken':
      return runCommand('opensign.setToken', environment);
    case 'openBaseUrlSetting':
      return runCommand('opensign.openBaseUrlSetting', environment);
  }
}

/** Resolves with undefined when the dialog is closed, which ends the reading, and when the environment changes. */
async function pickAction({ environments, credits }: AccountOptions): Promise<AccountAction | undefined> {
  const environment = environments.active;
  const owned = new Disposables();
  const picker = owned.add(createPicker<AccountItem>());
  let reading = new AbortController();
  let stamp = credits.stamp(environment);
  let problem: string | undefined;

  picker.title = l10n.t('OpenSign Account ({0})', environmentName(environment));
  picker.placeholder = l10n.t('Choose a line to act on it');
  picker.keepScrollPosition = true;
  picker.buttons = [{ iconPath: new vscode.ThemeIcon('refresh'), tooltip: l10n.t('Refresh') }];

  const render = () => {
    const seen = credits.get(environment);
    const state = problem === undefined ? { seen } : { seen, problem };
    const active = picker.activeItems[0]?.label;
    picker.items = accountSections(environments.status(environment), state).flatMap(({ title, rows }) => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...rows,
    ]);
    // Otherwise an answer that comes in would move the selection back to the first line.
    const still = picker.items.find(({ label, kind }) => kind === undefined && label === active);
    if (still !== undefined) {
      picker.activeItems = [still];
    }
  };
  const load = async () => {
    reading.abort();
    const mine = (reading = new AbortController());
    stamp = credits.stamp(environment);
    problem = undefined;
    picker.busy = isUsable(environments.status(environment));
    render();
    if (!picker.busy) {
      return;
    }
    try {
      await credits.read(environment, mine.signal);
    } catch (error) {
      if (mine === reading && !isCanceled(error)) {
        problem = errorText(error).message;
      }
    }
    if (!mine.signal.aborted) {
      picker.busy = false;
      render();
    }
  };

  try {
    return await new Promise<AccountAction | undefined>((resolve) => {
      owned.add(environments.onDidChangeActive(() => picker.hide()));
      owned.add(
        environments.onDidChangeStatus((changed) => {
          if (changed === environment && stamp !== credits.stamp(environment)) {
            void load();
          } else {
            render();
          }
        }),
      );
      owned.add(picker.onDidHide(() => resolve(undefined)));
      owned.add(picker.onDidTriggerButton(() => void load()));
      owned.add(
        picker.onDidAccept(() => {
          const action = picker.selectedItems[0]?.action;
          if (action === 'refresh') {
            void load();
          } else if (action !== undefined) {
            resolve(action);
          }
        }),
      );
      picker.show();
      void load();
    });
  } finally {
    reading.abort();
    owned.dispose();
  }
}
