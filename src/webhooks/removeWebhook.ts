import * as vscode from 'vscode';
import { ask } from '../ui/dialog';
import { environmentInText } from '../ui/names';
import { change, type WebhookContext } from './context';
import { tellOutcome } from './outcome';

/** Removes the webhook, after asking in either environment. `url` is what the user saw when choosing to. */
export async function removeWebhook(context: WebhookContext, url: string | undefined): Promise<void> {
  const { environment } = context;
  const where = environmentInText(environment);
  const remove =
    environment === 'live' ? vscode.l10n.t('Remove in live') : vscode.l10n.t('Remove in sandbox');
  const detail = vscode.l10n.t(
    'URL: {0}\n\nEvery integration of this account that relies on it stops being told what happens. The webhook of the other environment stays.',
    url ?? '',
  );
  if ((await ask(vscode.l10n.t('Remove the webhook in {0}?', where), detail, remove)) !== remove) {
    return;
  }
  const title = vscode.l10n.t('Removing the webhook of {0}…', where);
  const outcome = await change(context, title, undefined);
  tellOutcome(outcome, vscode.l10n.t('Webhook removed in {0}', where), where);
}
