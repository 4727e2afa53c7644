import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { assertActive, openInBrowser, readFrom } from '../environment/active';
import { showPicker } from '../environment/choose';
import type { Environments } from '../environment/environments';
import { guardedWrite, type WriteQuestion } from '../environment/guardedWrite';
import { askForText, notify, refusal, showStatus, warning, type Remark } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { changeWebhook, isOwnMachine, shortenUrl, checkWebhookUrl } from './changeWebhook';

/** The webhook of one environment, which is the active one when the dialog opens. */
interface WebhookContext {
  readonly environment: EnvironmentName;
  readonly environments: Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;
}

/** Resolves with true if the webhook is to be shown again. */
type WebhookAction = () => Promise<boolean>;

interface ActionItem extends vscode.QuickPickItem {
  readonly run: WebhookAction;
}

/**
 * **Webhook URL…** of the active environment: shows the URL, again after each change, until the list is closed. Rejects
 * with kind `otherEnvironment`, and changes nothing, if the environment was switched before a change. The URL may hold
 * a secret: it is shown in dialogs, and copied on request, but never in a notification or a log.
 */
export async function manageWebhook(environments: WebhookContext['environments']): Promise<void> {
  const context: WebhookContext = { environment: environments.active, environments };
  let run: WebhookAction | undefined;
  do {
    run = await pickAction(context);
  } while (run !== undefined && (await run()));
}

/** Fetches the URL and shows what can be done with it. Rejects as a read does. */
async function pickAction(context: WebhookContext): Promise<WebhookAction | undefined> {
  const { environment, environments } = context;
  const { webhook } = await environments.client(environment);
  const where = environmentName(environment);
  return showPicker<ActionItem, WebhookAction>(environments, environment, {
    title: l10n.t('Webhook URL'),
    placeholder: l10n.t('Loading the webhook…'),
    load: async (picker, signal) => {
      const url = await webhook.get(signal);
      picker.items = toItems(context, url);
      picker.placeholder =
        url === undefined ? l10n.t('No webhook is set in {0}', where) : l10n.t('Webhook URL in {0}', where);
    },
    accept: (item) => item?.run,
  });
}

function toItems(context: WebhookContext, url: string | undefined): readonly ActionItem[] {
  const { environment, environments } = context;
  const item = (icon: string, label: string, detail: string, run: WebhookAction): ActionItem => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    detail,
    run,
  });
  const copy = async () => {
    await vscode.env.clipboard.writeText(url ?? '');
    showStatus(l10n.t('Webhook URL copied ({0})', environmentName(environment)), 5000);
    return false;
  };
  const set = async () => {
    await setWebhook(context, url);
    return true;
  };
  const remove = async () => {
    await changeUrl(context, url, undefined);
    return true;
  };
  const open = async () => {
    await openInBrowser(environments, environment, '/webhook');
    return false;
  };
  const perAccount = l10n.t('One URL per account. Sandbox and Live have separate ones.');
  const security = l10n.t('To get the security key that webhook events are signed with');
  const openItem = item('link-external', l10n.t('Open Webhook Settings in OpenSign'), security, open);
  return url === undefined
    ? [item('add', l10n.t('Set Webhook URL…'), perAccount, set), openItem]
    : [
        item('copy', l10n.t('Copy URL'), url, copy),
        item('edit', l10n.t('Change Webhook URL…'), perAccount, set),
        item('trash', l10n.t('Remove Webhook…'), '', remove),
        openItem,
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
  } else {
    await changeUrl(context, current, url);
  }
}

/** Sets the URL, or removes it if `url` is undefined. Asks if there is a current one, and always in Live. */
async function changeUrl(
  { environment, environments }: WebhookContext,
  current: string | undefined,
  url: string | undefined,
): Promise<void> {
  const where = environmentName(environment);
  const isRemoved = url === undefined;
  const written = await guardedWrite(environments, {
    environment,
    confirm: current === undefined ? 'live' : 'always',
    question: () => getQuestion(where, current, url),
    title: isRemoved
      ? l10n.t('Removing the webhook in {0}…', where)
      : l10n.t('Setting the webhook in {0}…', where),
    run: ({ webhook }, signal) => changeWebhook(webhook, url, signal),
  });
  if (written?.result === 'done') {
    const done = isRemoved ? l10n.t('Webhook removed in {0}', where) : l10n.t('Webhook set in {0}', where);
    showStatus(done, 5000);
  } else if (written !== undefined) {
    void notify('warning', getWarning(written.result, where));
  }
}

function getWarning(outcome: 'other' | 'unseen', where: string): string {
  return outcome === 'other'
    ? l10n.t(
        'OpenSign accepted the change of the webhook in {0}, but still reports a different URL. Check it before relying on it.',
        where,
      )
    : l10n.t(
        'OpenSign accepted the change of the webhook in {0}, but the result couldn’t be read. Check it before relying on it.',
        where,
      );
}

function getQuestion(where: string, current = '', url = ''): WriteQuestion {
  const separate = l10n.t('Only {0} is changed. Sandbox and Live have separate webhooks.', where);
  const now = passage(shortenUrl(current));
  const next = passage(shortenUrl(url));
  if (current === '') {
    return {
      question: l10n.t('Set the webhook in {0}?', where),
      detail: paragraphs(l10n.t('URL: {0}', next), separate),
      button: l10n.t('Set in {0}', where),
    };
  }
  const lost = l10n.t('Integrations that use the current URL stop receiving events.');
  return url === ''
    ? {
        question: l10n.t('Remove the webhook in {0}?', where),
        detail: paragraphs(l10n.t('URL: {0}', now), lost, separate),
        button: l10n.t('Remove in {0}', where),
      }
    : {
        question: l10n.t('Replace the webhook in {0}?', where),
        detail: paragraphs(l10n.t('Current: {0}\nNew: {1}', now, next), lost, separate),
        button: l10n.t('Replace in {0}', where),
      };
}

function checkUrl(text: string): Remark | undefined {
  switch (checkWebhookUrl(text)) {
    case 'empty':
      return refusal(l10n.t('Enter a URL. To stop receiving events, remove the webhook instead.'));
    case 'malformed':
      return refusal(l10n.t('Enter a valid URL.'));
    case 'notHttps':
      return refusal(l10n.t('The URL must start with https://.'));
    case undefined:
      return isOwnMachine(text)
        ? warning(l10n.t('This URL points to your own machine, which OpenSign’s servers can’t reach.'))
        : undefined;
  }
}
