import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { assertActive, openInBrowser, readFrom } from '../environment/active';
import { showPicker } from '../environment/choose';
import type { Environments } from '../environment/environments';
import { writeTo } from '../environment/write';
import { ask, askForText, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { refusal, warning, type Remark } from '../ui/stepInput';
import { changeWebhook, isThisMachine, shortenUrl, webhookUrlProblem } from './changeWebhook';

type WebhookEnvironments = Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;

/** The webhook of one environment, which is the active one when the dialog opens. */
interface WebhookContext {
  readonly environment: EnvironmentName;
  readonly environments: WebhookEnvironments;
}

/** What the user picked, and the URL as it was shown. */
interface WebhookChoice {
  readonly action: 'set' | 'copy' | 'remove' | 'open';
  readonly url: string | undefined;
}

interface ActionItem extends vscode.QuickPickItem {
  readonly action: WebhookChoice['action'];
}

/**
 * **Webhook…** of the active environment: shows the URL, again after each change, until the list is closed. Rejects
 * with kind `otherEnvironment`, and changes nothing, if the environment was switched before a change. The URL may hold
 * a secret: it is shown in dialogs, and copied on request, but never in a notification or a log.
 */
export async function manageWebhook(environments: WebhookEnvironments): Promise<void> {
  const context: WebhookContext = { environment: environments.active, environments };
  let choice: WebhookChoice | undefined;
  do {
    choice = await pickAction(context);
  } while (choice !== undefined && (await carryOut(context, choice)));
}

/** Resolves with true if the webhook is to be shown again. */
async function carryOut(context: WebhookContext, { action, url }: WebhookChoice): Promise<boolean> {
  const { environment, environments } = context;
  switch (action) {
    case 'set':
      await setWebhook(context, url);
      return true;
    case 'remove':
      await removeWebhook(context, url);
      return true;
    case 'copy':
      await vscode.env.clipboard.writeText(url ?? '');
      showStatus(l10n.t('Webhook URL copied ({0})', environmentName(environment)), 5000);
      return false;
    case 'open':
      await openInBrowser(environments, environment, '/webhook');
      return false;
  }
}

/** Fetches the URL and shows what can be done with it. Rejects as a read does. */
async function pickAction({ environment, environments }: WebhookContext): Promise<WebhookChoice | undefined> {
  const { webhook } = await environments.client(environment);
  const where = environmentName(environment);
  let url: string | undefined;
  return showPicker<ActionItem, WebhookChoice>(environments, environment, {
    title: l10n.t('Webhook'),
    placeholder: l10n.t('Loading the webhook…'),
    load: async (picker, signal) => {
      url = await webhook.get(signal);
      picker.items = toItems(url);
      picker.placeholder =
        url === undefined ? l10n.t('No webhook is set in {0}', where) : l10n.t('Webhook URL in {0}', where);
    },
    accept: (item) => item && { action: item.action, url },
  });
}

function toItems(url: string | undefined): readonly ActionItem[] {
  const item = (action: ActionItem['action'], icon: string, label: string, detail?: string): ActionItem => ({
    action,
    label,
    iconPath: new vscode.ThemeIcon(icon),
    ...(detail === undefined ? {} : { detail }),
  });
  const perAccount = l10n.t('One URL per account. Sandbox and Live have separate ones.');
  const open = item(
    'open',
    'link-external',
    l10n.t('Open Webhook Settings in OpenSign'),
    l10n.t('To get the security key that webhook events are signed with'),
  );
  return url === undefined
    ? [item('set', 'add', l10n.t('Set Webhook URL…'), perAccount), open]
    : [
        item('copy', 'copy', l10n.t('Copy URL'), url),
        item('set', 'edit', l10n.t('Change Webhook URL…'), perAccount),
        item('remove', 'trash', l10n.t('Remove Webhook…')),
        open,
      ];
}

async function setWebhook(context: WebhookContext, shown: string | undefined): Promise<void> {
  const { environment, environments } = context;
  const where = environmentName(environment);
  const input = await askForText({
    title: l10n.t('Webhook URL ({0})', where),
    prompt: l10n.t('OpenSign sends the events of documents in {0} to this URL.', where),
    placeHolder: 'https://example.com/opensign',
    value: shown ?? '',
    ignoreFocusOut: true,
    validateInput: checkUrl,
  });
  const url = input?.trim() ?? '';
  if (url === '') {
    return;
  }
  assertActive(environments, environment);
  // Fetched again, because it may have changed while the input was open, and the question names what gets lost.
  const title = l10n.t('Loading the webhook of {0}…', where);
  const current = await readFrom(environments, environment, title, ({ webhook }, signal) =>
    webhook.get(signal),
  );
  if (current === url) {
    showStatus(l10n.t('This webhook is already set in {0}', where), 5000);
  } else if (await confirmSetting(environment, current, url)) {
    await change(
      context,
      url,
      l10n.t('Setting the webhook in {0}…', where),
      l10n.t('Webhook set in {0}', where),
    );
  }
}

/** Asks before another URL is overwritten, and always in Live. */
async function confirmSetting(
  environment: EnvironmentName,
  current: string | undefined,
  url: string,
): Promise<boolean> {
  if (current === undefined && environment !== 'live') {
    return true;
  }
  const where = environmentName(environment);
  const separate = l10n.t('Only {0} is changed. Sandbox and Live have separate webhooks.', where);
  if (current === undefined) {
    const set = l10n.t('Set in {0}', where);
    const detail = paragraphs(l10n.t('URL: {0}', passage(shortenUrl(url))), separate);
    return (await ask(l10n.t('Set the webhook in {0}?', where), detail, set)) === set;
  }
  const replace = l10n.t('Replace in {0}', where);
  const detail = paragraphs(
    l10n.t('Current: {0}\nNew: {1}', passage(shortenUrl(current)), passage(shortenUrl(url))),
    l10n.t('The account has one URL, so integrations that use the current URL stop receiving events.'),
    separate,
  );
  return (await ask(l10n.t('Replace the webhook in {0}?', where), detail, replace)) === replace;
}

function checkUrl(text: string): Remark | undefined {
  switch (webhookUrlProblem(text)) {
    case 'empty':
      return refusal(l10n.t('Enter a URL. To stop receiving events, remove the webhook instead.'));
    case 'malformed':
      return refusal(l10n.t('Enter a valid URL.'));
    case 'notHttps':
      return refusal(l10n.t('The URL must start with https://.'));
    case undefined:
      return isThisMachine(text)
        ? warning(l10n.t('This URL points to your own machine, which OpenSign’s servers can’t reach.'))
        : undefined;
  }
}

/** Removes the webhook. Asks in both environments. */
async function removeWebhook(context: WebhookContext, url = ''): Promise<void> {
  const where = environmentName(context.environment);
  const remove = l10n.t('Remove in {0}', where);
  const detail = paragraphs(
    l10n.t('URL: {0}', passage(shortenUrl(url))),
    l10n.t(
      'Integrations of this account that use it stop receiving events. The webhook of the other environment isn’t changed.',
    ),
  );
  if ((await ask(l10n.t('Remove the webhook in {0}?', where), detail, remove)) === remove) {
    const title = l10n.t('Removing the webhook in {0}…', where);
    await change(context, undefined, title, l10n.t('Webhook removed in {0}', where));
  }
}

/** Sets the URL, or removes it if `url` is undefined, and reports the result, in which `done` stands for success. */
async function change(
  { environment, environments }: WebhookContext,
  url: string | undefined,
  title: string,
  done: string,
): Promise<void> {
  const where = environmentName(environment);
  const outcome = await writeTo(
    environments,
    environment,
    title,
    ({ webhook }, signal) => changeWebhook(webhook, url, signal),
    () => undefined,
  );
  switch (outcome) {
    case 'done':
      showStatus(done, 5000);
      return;
    case 'other':
      void notify(
        'warning',
        l10n.t(
          'OpenSign accepted the change of the webhook in {0}, but still reports a different URL. Check it before relying on it.',
          where,
        ),
      );
      return;
    case 'unseen':
      void notify(
        'warning',
        l10n.t(
          'OpenSign accepted the change of the webhook in {0}, but the result couldn’t be read. Check it before relying on it.',
          where,
        ),
      );
  }
}
