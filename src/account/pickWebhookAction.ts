import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import { Disposables } from '../ui/disposables';
import { createPicker } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { WebhookContext } from './webhookContext';

/** What the user wants, and what the webhook was when it was asked for. */
export interface WebhookChoice {
  readonly action: 'set' | 'copy' | 'remove' | 'open';
  readonly url: string | undefined;
}

interface ActionItem extends vscode.QuickPickItem {
  readonly action?: WebhookChoice['action'];
}

/**
 * Reads the URL and shows it with what can be done. Resolves with undefined when it is closed, which ends the
 * reading, and when the environment changes. Rejects as a read does.
 */
export async function pickWebhookAction(context: WebhookContext): Promise<WebhookChoice | undefined> {
  const { environment, environments } = context;
  const { webhook } = await environments.client(environment);
  if (environments.active !== environment) {
    return undefined;
  }
  const owned = new Disposables();
  const stop = new AbortController();
  const picker = owned.add(createPicker<ActionItem>());
  const where = environmentName(environment);
  picker.title = l10n.t('Webhook ({0})', where);
  picker.placeholder = l10n.t('Reading the webhook…');
  picker.busy = true;
  try {
    return await new Promise<WebhookChoice | undefined>((resolve, reject) => {
      let url: string | undefined;
      owned.add(environments.onDidChangeActive(() => picker.hide()));
      owned.add(picker.onDidHide(() => resolve(undefined)));
      owned.add(
        picker.onDidAccept(() => {
          const action = picker.selectedItems[0]?.action;
          if (action !== undefined) {
            resolve({ action, url });
          }
        }),
      );
      picker.show();
      const load = async () => {
        url = await webhook.get(stop.signal);
        picker.items = actionItems(url);
        picker.placeholder =
          url === undefined
            ? l10n.t('OpenSign reports nothing in {0} yet', where)
            : l10n.t('Where OpenSign reports what happens in {0}', where);
        picker.busy = false;
      };
      load().catch((error: unknown) => {
        if (isCanceled(error)) {
          resolve(undefined);
        } else {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  } finally {
    stop.abort();
    owned.dispose();
  }
}

function actionItems(url: string | undefined): readonly ActionItem[] {
  const open: ActionItem = {
    label: l10n.t('Open Webhook Settings in OpenSign'),
    iconPath: new vscode.ThemeIcon('link-external'),
    detail: l10n.t('For the security key that deliveries are signed with'),
    action: 'open',
  };
  if (url === undefined) {
    return [
      {
        label: l10n.t('Set…'),
        iconPath: new vscode.ThemeIcon('add'),
        description: l10n.t('no webhook is set'),
        detail: l10n.t('One URL per account; sandbox and live have separate ones'),
        action: 'set',
      },
      open,
    ];
  }
  return [
    {
      label: l10n.t('Copy URL'),
      iconPath: new vscode.ThemeIcon('copy'),
      // The whole of it: this dialog is where it can be checked.
      detail: url,
      action: 'copy',
    },
    {
      label: l10n.t('Change…'),
      iconPath: new vscode.ThemeIcon('edit'),
      detail: l10n.t('One URL per account; sandbox and live have separate ones'),
      action: 'set',
    },
    { label: l10n.t('Remove…'), iconPath: new vscode.ThemeIcon('trash'), action: 'remove' },
    open,
  ];
}
