import * as vscode from 'vscode';
import { totalCredits, type Credits } from '../api/account';
import { isCanceled } from '../api/errors';
import { openInBrowser } from '../environment/active';
import { showPicker } from '../environment/choose';
import { accountText, getSandboxReminder, hostText, isUsable, tokenText } from '../environment/describe';
import { toSourceKey, type Environments, type EnvironmentStatus } from '../environment/environments';
import { formatCount, type KnownCredits, type SeenCredits } from '../environment/knownCredits';
import { dateTime } from '../ui/text';
import { runCommand } from '../ui/commands';
import { errorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';

export interface AccountOptions {
  readonly environments: Pick<Environments, 'active' | 'status' | 'onDidChangeActive' | 'onDidChangeStatus'>;
  readonly credits: KnownCredits;
}

type AccountAction =
  'checkToken' | 'setToken' | 'switchEnvironment' | 'openBaseUrlSetting' | 'open' | 'contacts' | 'webhook';

interface AccountRow extends vscode.QuickPickItem {
  readonly action?: AccountAction | 'refresh';
}

export interface AccountSection {
  readonly title: string;
  readonly rows: readonly AccountRow[];
}

export interface CreditsState {
  /** Undefined until they were fetched with the current token. */
  readonly seen: SeenCredits | undefined;
  /** Why they couldn't be fetched this time, as sentences. */
  readonly problem?: string;
}

/** **Account…** shows what is known of the active environment's account, and fetches its credits. */
export async function showAccount(options: AccountOptions): Promise<void> {
  const { environments } = options;
  const environment = environments.active;
  const action = await pickAction(options);
  if (action === 'open') {
    await openInBrowser(environments, environment, '/');
  } else if (action !== undefined) {
    // An argument would switch without asking for the environment.
    await runCommand(`opensign.${action}`, ...(action === 'switchEnvironment' ? [] : [environment]));
  }
}

function pickAction({ environments, credits }: AccountOptions): Promise<AccountAction | undefined> {
  const environment = environments.active;
  const getSource = () => toSourceKey(environments.status(environment));
  let source = getSource();
  let problem: string | undefined;
  const render = (picker: vscode.QuickPick<AccountRow>) => {
    const state = { seen: credits.get(environment), ...(problem === undefined ? {} : { problem }) };
    const active = picker.activeItems[0]?.label;
    picker.items = getAccountSections(environments.status(environment), state).flatMap(({ title, rows }) => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...rows,
    ]);
    // Otherwise new items would move the selection back to the first one.
    const selection = picker.items.find(({ label, kind }) => kind === undefined && label === active);
    if (selection !== undefined) {
      picker.activeItems = [selection];
    }
  };
  return showPicker<AccountRow, AccountAction>(environments, environment, {
    title: l10n.t('OpenSign Account'),
    placeholder: l10n.t('Select an item'),
    buttons: [{ iconPath: new vscode.ThemeIcon('refresh'), tooltip: l10n.t('Refresh') }],
    load: async (picker, signal) => {
      source = getSource();
      problem = undefined;
      render(picker);
      if (!isUsable(environments.status(environment))) {
        return;
      }
      try {
        await credits.read(environment, signal);
      } catch (error) {
        // A newer load may have begun, which an old failure must not mark as failed.
        if (isCanceled(error) || signal.aborted) {
          return;
        }
        problem = errorText(error).message;
      }
      if (!signal.aborted) {
        render(picker);
      }
    },
    accept: (item, button) => (button === undefined ? item?.action : 'refresh'),
    listen: (picker, refresh) =>
      environments.onDidChangeStatus((changed) => {
        if (changed === environment && source !== getSource()) {
          refresh();
        } else {
          render(picker);
        }
      }),
  });
}

/** What is known of an environment and its account, in the order in which it is shown. */
export function getAccountSections(
  status: EnvironmentStatus,
  credits: CreditsState,
): readonly AccountSection[] {
  const account = { title: l10n.t('Account'), rows: [...accountRow(status), ...environmentRows(status)] };
  if (!isUsable(status)) {
    return [account];
  }
  const rows = creditRows(credits);
  const manage = [
    row('organization', l10n.t('Contacts…'), { action: 'contacts' }),
    row('broadcast', l10n.t('Webhook URL…'), { action: 'webhook' }),
  ];
  return [
    account,
    ...(rows.length > 0 ? [{ title: l10n.t('Credits'), rows }] : []),
    { title: l10n.t('Manage'), rows: manage },
  ];
}

function row(icon: string, label: string, rest: Omit<AccountRow, 'label'> = {}): AccountRow {
  return { label, iconPath: new vscode.ThemeIcon(icon), ...rest };
}

function accountRow({ token }: EnvironmentStatus): readonly AccountRow[] {
  if (token.state === 'none' || token.state === 'otherOrigin') {
    return [];
  }
  const [label, detail] =
    token.state === 'valid'
      ? [accountText(token.account), l10n.t('Check the token again')]
      : [l10n.t('Unknown account'), l10n.t('Check the token to see its account')];
  return [row('account', label, { detail, action: 'checkToken' })];
}

function environmentRows(status: EnvironmentStatus): readonly AccountRow[] {
  const { environment, baseUrl, token } = status;
  const reminder = getSandboxReminder(status);
  const change = l10n.t('Switch to the other environment');
  return [
    row('key', l10n.t('Token'), {
      description: token.state === 'valid' ? l10n.t('valid when last checked') : tokenText(token),
      detail: token.state === 'none' ? l10n.t('Set API Token…') : l10n.t('Replace Token…'),
      action: 'setToken',
    }),
    row('globe', l10n.t('Host'), {
      description: hostText(status),
      detail: baseUrl.ok ? l10n.t('Open OpenSign in the browser') : l10n.t('Open the base URL setting'),
      action: baseUrl.ok ? 'open' : 'openBaseUrlSetting',
    }),
    row(environment === 'live' ? 'warning' : 'beaker', l10n.t('Environment'), {
      description: environmentName(environment),
      detail: reminder === undefined ? change : l10n.t('{0} · {1}', change, reminder),
      action: 'switchEnvironment',
    }),
  ];
}

function creditRows({ seen, problem }: CreditsState): readonly AccountRow[] {
  const rows = seen?.credits === undefined ? [] : knownCreditRows(seen.credits, seen.seenAt);
  if (problem !== undefined) {
    const label =
      rows.length === 0 ? l10n.t('Couldn’t load the credits') : l10n.t('Couldn’t refresh the credits');
    return [row('warning', label, { detail: problem, action: 'refresh' }), ...rows];
  }
  // Seen, but without credits: the account has no subscription, so they don't matter.
  return seen === undefined ? [row('sync', l10n.t('Loading the credits…'))] : rows;
}

function knownCreditRows(credits: Credits, seenAt: number): readonly AccountRow[] {
  const { plan, addOn, renewal } = credits;
  const total = totalCredits(credits);
  const rows = [
    row('credit-card', l10n.t('Credits left'), {
      description: total === undefined ? l10n.t('unknown') : formatCount(total),
      detail: l10n.t('Last updated {0}. Select to refresh.', dateTime({ time: seenAt, raw: '' })),
    }),
  ];
  if (plan !== undefined) {
    rows.push(row('blank', l10n.t('Plan credits'), { description: formatCount(plan) }));
  }
  if (addOn !== undefined) {
    const detail = l10n.t('Don’t expire. Used after plan credits.');
    rows.push(row('blank', l10n.t('Add-on credits'), { description: formatCount(addOn), detail }));
  }
  if (renewal !== undefined) {
    rows.push(row('blank', l10n.t('Credits renew on'), { description: dateTime(renewal) }));
  }
  return rows.map((entry) => ({ ...entry, action: 'refresh' }));
}
