import { assertActive } from '../environment/active';
import { readFrom } from '../environment/read';
import { ask, askForText, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { refusal, warning, type Remark } from '../ui/stepInput';
import { change, type WebhookContext } from './webhookContext';
import { tellOutcome } from './webhookOutcome';
import { isThisMachine, webhookUrlProblem } from './webhookUrl';

/** Asks for a URL and makes it the webhook. `shown` is what the user saw when choosing to. */
export async function setWebhook(context: WebhookContext, shown: string | undefined): Promise<void> {
  const { environment, environments } = context;
  const where = environmentName(environment);
  const input = await askForText({
    title: l10n.t('Webhook URL ({0})', where),
    prompt: l10n.t('OpenSign sends what happens to documents in {0} to this URL.', where),
    placeHolder: 'https://example.com/opensign',
    value: shown ?? '',
    ignoreFocusOut: true,
    validateInput: urlRemark,
  });
  const url = input?.trim();
  if (url === undefined || url === '') {
    return;
  }
  // Read anew: it may have been changed by others while this dialog was open, and what is lost has to be named.
  const reading = l10n.t('Reading the webhook of {0}…', where);
  assertActive(environments, environment);
  const current = await readFrom(environments, environment, reading, ({ webhook }, signal) =>
    webhook.get(signal),
  );
  if (current === url) {
    showStatus(l10n.t('This webhook is set already in {0}', where), 5000);
    return;
  }
  if (!(await confirmed(context, current, url))) {
    return;
  }
  const setting = l10n.t('Setting the webhook of {0}…', where);
  const outcome = await change(context, setting, url);
  tellOutcome(outcome, l10n.t('Webhook set in {0}', where), where);
}

/** Asks before another URL is overwritten, and in live always. */
async function confirmed(
  { environment }: WebhookContext,
  current: string | undefined,
  url: string,
): Promise<boolean> {
  const where = environmentName(environment);
  const separate = l10n.t('Sandbox and live have separate receivers; only the one of {0} is set.', where);
  if (current === undefined) {
    if (environment !== 'live') {
      return true;
    }
    const set = l10n.t('Set in live');
    const question = l10n.t('Set the webhook in live?');
    return (await ask(question, l10n.t('URL: {0}\n\n{1}', passage(url), separate), set)) === set;
  }
  const replace = environment === 'live' ? l10n.t('Replace in live') : l10n.t('Replace in sandbox');
  const detail = l10n.t(
    'Now: {0}\nThen: {1}\n\nThere is one URL for the whole account: every integration that relies on the one set now stops being told. {2}',
    passage(current),
    passage(url),
    separate,
  );
  return (await ask(l10n.t('Replace the webhook in {0}?', where), detail, replace)) === replace;
}

function urlRemark(text: string): Remark | undefined {
  switch (webhookUrlProblem(text)) {
    case 'empty':
      return refusal(l10n.t('Enter the URL of the receiver. To have none, remove the webhook.'));
    case 'malformed':
      return refusal(l10n.t('This is not a web address.'));
    case 'notHttps':
      return refusal(l10n.t('The URL has to begin with https.'));
    case undefined:
      return isThisMachine(text)
        ? warning(
            l10n.t('This is an address of your own machine, which the servers of OpenSign cannot reach.'),
          )
        : undefined;
  }
}
