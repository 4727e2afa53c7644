import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { change, type WebhookContext } from './webhookContext';
import { tellOutcome } from './webhookOutcome';

/** Removes the webhook, after asking in either environment. `url` is what the user saw when choosing to. */
export async function removeWebhook(context: WebhookContext, url: string | undefined): Promise<void> {
  const { environment } = context;
  const where = environmentName(environment);
  const remove = environment === 'live' ? l10n.t('Remove in live') : l10n.t('Remove in sandbox');
  const detail = l10n.t(
    'URL: {0}\n\nEvery integration of this account that relies on it stops being told what happens. The webhook of the other environment stays.',
    passage(url ?? ''),
  );
  if ((await ask(l10n.t('Remove the webhook in {0}?', where), detail, remove)) !== remove) {
    return;
  }
  const title = l10n.t('Removing the webhook of {0}…', where);
  const outcome = await change(context, title, undefined);
  tellOutcome(outcome, l10n.t('Webhook removed in {0}', where), where);
}
