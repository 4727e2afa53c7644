import * as vscode from 'vscode';
import { totalCredits, type Credits } from '../api/account';
import { dateTime } from '../ui/text';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { accountText, hostText, isUsable, sandboxReminder, tokenText } from '../environment/describe';
import type { EnvironmentStatus } from '../environment/environments';
import type { SeenCredits } from '../environment/knownCredits';

export type AccountAction =
  | 'checkToken'
  | 'setToken'
  | 'switchEnvironment'
  | 'openBaseUrlSetting'
  | 'open'
  | 'contacts'
  | 'webhook'
  | 'refresh';

/** One line of the dialog. What is chosen on it is said in its detail. */
export interface AccountRow {
  readonly label: string;
  readonly iconPath: vscode.ThemeIcon;
  readonly description?: string;
  readonly detail?: string;
  readonly action?: AccountAction;
}

export interface AccountSection {
  readonly title: string;
  readonly rows: readonly AccountRow[];
}

/** What the dialog knows of the credits. */
export interface CreditsState {
  /** Absent while nothing was seen with this token yet. */
  readonly seen: SeenCredits | undefined;
  /** Why they could not be read this time, as sentences. */
  readonly problem?: string;
}

/** What there is to say of an environment and its account, in the order in which it is shown. */
export function accountSections(status: EnvironmentStatus, credits: CreditsState): readonly AccountSection[] {
  const rows = creditRows(credits);
  return [
    { title: l10n.t('Account'), rows: [...accountRow(status), ...placeRows(status)] },
    ...(isUsable(status) && rows.length > 0 ? [{ title: l10n.t('Credits'), rows }] : []),
    ...(isUsable(status) ? [{ title: l10n.t('Manage'), rows: manageRows() }] : []),
  ];
}

function accountRow({ token }: EnvironmentStatus): readonly AccountRow[] {
  switch (token.state) {
    case 'none':
    case 'otherOrigin':
      return [];
    case 'valid':
      return [
        {
          label: accountText(token.account),
          iconPath: new vscode.ThemeIcon('account'),
          detail: l10n.t('Check the token again'),
          action: 'checkToken',
        },
      ];
    default:
      return [
        {
          label: l10n.t('Account not known'),
          iconPath: new vscode.ThemeIcon('account'),
          detail: l10n.t('Check the token to see whose it is'),
          action: 'checkToken',
        },
      ];
  }
}

function placeRows(status: EnvironmentStatus): readonly AccountRow[] {
  const { environment, baseUrl, token } = status;
  const reminder = sandboxReminder(environment);
  const change = l10n.t('Switch to the other environment');
  return [
    {
      label: l10n.t('Token'),
      iconPath: new vscode.ThemeIcon('key'),
      description: token.state === 'valid' ? l10n.t('valid when last checked') : tokenText(token),
      detail: token.state === 'none' ? l10n.t('Set a token') : l10n.t('Set another token'),
      action: 'setToken',
    },
    {
      label: l10n.t('Host'),
      iconPath: new vscode.ThemeIcon('globe'),
      description: hostText(status),
      detail: baseUrl.ok
        ? l10n.t('Open OpenSign in the browser')
        : l10n.t('Open the setting of the base URL'),
      action: baseUrl.ok ? 'open' : 'openBaseUrlSetting',
    },
    {
      label: l10n.t('Environment'),
      iconPath: new vscode.ThemeIcon(environment === 'live' ? 'warning' : 'beaker'),
      description: environmentName(environment),
      detail: reminder === undefined ? change : l10n.t('{0} · {1}', change, reminder),
      action: 'switchEnvironment',
    },
  ];
}

function creditRows({ seen, problem }: CreditsState): readonly AccountRow[] {
  const rows = seen?.credits === undefined ? [] : knownRows(seen.credits, seen.seenAt);
  if (problem !== undefined) {
    const label =
      rows.length === 0 ? l10n.t('The credits are not known') : l10n.t('The credits could not be read again');
    return [
      { label: label, iconPath: new vscode.ThemeIcon('warning'), detail: problem, action: 'refresh' },
      ...rows,
    ];
  }
  // No subscription: credits are no matter then. Seen at all: there may be some.
  return seen === undefined
    ? [{ label: l10n.t('Reading the credits…'), iconPath: new vscode.ThemeIcon('sync') }]
    : rows;
}

function knownRows(credits: Credits, seenAt: number): readonly AccountRow[] {
  const total = totalCredits(credits);
  const { plan, addOn, renewal } = credits;
  const row = (icon: string, label: string, description: string, detail?: string): AccountRow => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    description,
    action: 'refresh',
    ...(detail === undefined ? {} : { detail }),
  });
  return [
    row(
      'credit-card',
      l10n.t('Credits left'),
      total === undefined ? l10n.t('not known') : formatCount(total),
      l10n.t('Read at {0}; read them again', dateTime({ time: seenAt, raw: '' })),
    ),
    ...(plan === undefined ? [] : [row('blank', l10n.t('Credits of the plan'), formatCount(plan))]),
    ...(addOn === undefined
      ? []
      : [
          row(
            'blank',
            l10n.t('Add-on credits'),
            formatCount(addOn),
            l10n.t('They do not expire, and are used after those of the plan'),
          ),
        ]),
    ...(renewal === undefined
      ? []
      : [row('blank', l10n.t('The plan’s credits are renewed'), dateTime(renewal))]),
  ];
}

function manageRows(): readonly AccountRow[] {
  return [
    { label: l10n.t('Contacts…'), iconPath: new vscode.ThemeIcon('organization'), action: 'contacts' },
    { label: l10n.t('Webhook…'), iconPath: new vscode.ThemeIcon('broadcast'), action: 'webhook' },
  ];
}

/** "587 (87 of the plan, 500 add-on)" for one line; undefined when there is nothing to say. */
export function creditsLine(credits: Credits | undefined): string | undefined {
  const total = credits === undefined ? undefined : totalCredits(credits);
  if (credits === undefined || total === undefined) {
    return undefined;
  }
  const { plan, addOn } = credits;
  return plan === undefined || addOn === undefined
    ? formatCount(total)
    : l10n.t('{0} ({1} of the plan, {2} add-on)', formatCount(total), formatCount(plan), formatCount(addOn));
}

function formatCount(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
