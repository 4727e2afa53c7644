import * as vscode from 'vscode';
import { dateTime } from '../ui/age';
import { l10n, passage } from '../ui/l10n';
import { plain } from '../ui/markdown';
import { environmentName } from '../ui/names';
import { creditsLine } from '../account/accountRows';
import { hostText, isUsable, obstacle, sandboxReminder, tokenText } from './describe';
import type { EnvironmentStatus, Environments } from './environments';
import type { KnownCredits, SeenCredits } from './knownCredits';
import { userSetting } from './environmentSettings';

const visibleSetting = 'opensign.statusBar.visible';
/** Left of most items: which environment is active is a fact about the whole window. */
const priority = 100;
const linkedCommands = [
  'opensign.switchEnvironment',
  'opensign.setToken',
  'opensign.checkToken',
  'opensign.account',
];

/** The status bar item that tells the active environment. Words carry the meaning; the colour only adds to it. */
export class EnvironmentStatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'opensign.environment',
    vscode.StatusBarAlignment.Left,
    priority,
  );
  private readonly subscriptions: vscode.Disposable;

  /** With `credits` the tooltip tells those that were seen last; showing it asks for nothing. */
  constructor(
    private readonly environments: Environments,
    private readonly credits?: Pick<KnownCredits, 'get' | 'onDidChange'>,
  ) {
    this.item.name = l10n.t('OpenSign Environment');
    this.item.command = 'opensign.switchEnvironment';
    this.subscriptions = vscode.Disposable.from(
      this.item,
      environments.onDidChangeActive(() => this.update()),
      environments.onDidChangeStatus(() => this.update()),
      ...(credits === undefined ? [] : [credits.onDidChange(() => this.update())]),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(visibleSetting)) {
          this.update();
        }
      }),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    if (userSetting(visibleSetting) === false) {
      this.item.hide();
      return;
    }
    const status = this.environments.status(this.environments.active);
    const live = status.environment === 'live';
    const problem = obstacle(status);
    this.item.text = itemText(live, problem);
    this.item.backgroundColor = live ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.accessibilityInformation = { label: accessibleLabel(status, problem) };
    this.item.tooltip = tooltip(status, this.credits?.get(status.environment));
    this.item.show();
  }
}

function itemText(live: boolean, problem: string | undefined): string {
  const name = live ? l10n.t('OpenSign: LIVE') : l10n.t('OpenSign: Sandbox');
  const icon = problem === undefined ? (live ? '$(warning)' : '$(beaker)') : '$(key)';
  return problem === undefined ? `${icon} ${name}` : `${icon} ${l10n.t('{0} ({1})', name, passage(problem))}`;
}

function accessibleLabel(status: EnvironmentStatus, problem: string | undefined): string {
  const name = environmentName(status.environment);
  return problem === undefined
    ? l10n.t('OpenSign environment: {0}. Activate to switch.', name)
    : l10n.t('OpenSign environment: {0}, {1}. Activate to switch.', name, passage(problem));
}

function tooltip(status: EnvironmentStatus, seen: SeenCredits | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: linkedCommands };
  text.appendMarkdown(`**OpenSign: ${environmentName(status.environment)}**\n\n`);
  const line = (label: string, value: string) => {
    text.appendMarkdown(`${label}: `);
    text.appendMarkdown(`${plain(value)}\n\n`);
  };
  line(l10n.t('Host'), hostText(status));
  line(status.token.state === 'valid' ? l10n.t('Account') : l10n.t('Token'), tokenText(status.token));
  const credits = creditsLine(seen?.credits);
  if (seen !== undefined && credits !== undefined) {
    const when = dateTime({ time: seen.seenAt, raw: '' });
    line(l10n.t('Credits'), l10n.t('{0}, read at {1}', credits, when));
  }
  const reminder = sandboxReminder(status.environment);
  if (reminder !== undefined) {
    text.appendMarkdown(`$(info) ${reminder}\n\n`);
  }
  const argument = encodeURIComponent(JSON.stringify([status.environment]));
  const links = [
    `[${l10n.t('Switch Environment')}](command:opensign.switchEnvironment)`,
    `[${l10n.t('Set API Token')}](command:opensign.setToken?${argument})`,
    ...(isUsable(status) || status.token.state === 'rejected'
      ? [`[${l10n.t('Check API Token')}](command:opensign.checkToken?${argument})`]
      : []),
    `[${l10n.t('Account…')}](command:opensign.account)`,
  ];
  text.appendMarkdown(links.join(' · '));
  return text;
}
