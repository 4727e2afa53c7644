import * as vscode from 'vscode';
import { openInBrowser } from '../environment/openInBrowser';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { WebhookContext, WebhookEnvironments } from './webhookContext';
import { pickWebhookAction, type WebhookChoice } from './pickWebhookAction';
import { removeWebhook } from './removeWebhook';
import { setWebhook } from './setWebhook';

/**
 * **Webhook…** of the environment that is active when it begins: shows the URL, again as it is after each change,
 * until it is closed. Rejects with kind `otherEnvironment` when another one has become active before a change; then
 * nothing was changed. The URL goes into dialogs and, when asked for, on the clipboard; never into a log.
 */
export async function manageWebhook(environments: WebhookEnvironments): Promise<void> {
  const context: WebhookContext = { environment: environments.active, environments };
  for (;;) {
    const choice = await pickWebhookAction(context);
    if (choice === undefined || !(await carryOut(context, choice))) {
      return;
    }
  }
}

/** Resolves with true when the webhook is to be shown again. */
async function carryOut(context: WebhookContext, { action, url }: WebhookChoice): Promise<boolean> {
  switch (action) {
    case 'set':
      await setWebhook(context, url);
      return true;
    case 'remove':
      await removeWebhook(context, url);
      return true;
    case 'copy':
      await vscode.env.clipboard.writeText(url ?? '');
      showStatus(l10n.t('Webhook URL copied ({0})', environmentName(context.environment)), 5000);
      return false;
    case 'open':
      await openInBrowser(context.environments, context.environment, '/webhook');
      return false;
  }
}
