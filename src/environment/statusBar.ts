import * as vscode from 'vscode';
import { dateTime } from '../ui/age';
import { l10n, passage } from '../ui/l10n';
import { plain } from '../ui/markdown';
import { environmentName } from '../ui/names';
import { getObstacle, getSandboxReminder, hostText, isUsable, tokenText } from './describe';
import type { EnvironmentStatus, Environments } from './environments';
import { userSetting } from './environmentSettings';
import { creditsText, type KnownCredits, type SeenCredits } from './knownCredits';

const visibleSetting = 'opensign.statusBar.visible';
/** Left of most items, because it concerns the whole window. */
const priority = 100;
const linkedCommands = [
  'opensign.switchEnvironment',
  'opensign.setToken',
  'opensign.checkToken',
  'opensign.account',
];

/** Shows the active environment in the status bar, in words. Color only adds to them. */
export function createStatusBar(environments: Environments, credits: KnownCredits): vscode.Disposable {
  const alignment = vscode.StatusBarAlignment.Left;
  const item = vscode.window.createStatusBarItem('opensign.environment', alignment, priority);
  item.name = l10n.t('OpenSign Environment');
  item.command = 'opensign.switchEnvironment';
  const update = () => {
    if (userSetting(visibleSetting) === false) {
      item.hide();
      return;
    }
    const status = environments.status(environments.active);
    const isLive = status.environment === 'live';
    const problem = getObstacle(status);
    item.text = toItemText(isLive, problem);
    item.backgroundColor = isLive ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.accessibilityInformation = { label: toAccessibleLabel(status, problem) };
    item.tooltip = createTooltip(status, credits.get(status.environment));
    item.show();
  };
  update();
  return vscode.Disposable.from(
    item,
    environments.onDidChangeActive(update),
    environments.onDidChangeStatus(update),
    credits.onDidChange(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(visibleSetting)) {
        update();
      }
    }),
  );
}

function toItemText(isLive: boolean, problem: string | undefined): string {
  const name = isLive ? l10n.t('OpenSign: LIVE') : l10n.t('OpenSign: Sandbox');
  const icon = problem === undefined ? (isLive ? '$(warning)' : '$(beaker)') : '$(key)';
  return problem === undefined ? `${icon} ${name}` : `${icon} ${l10n.t('{0} ({1})', name, passage(problem))}`;
}

function toAccessibleLabel(status: EnvironmentStatus, problem: string | undefined): string {
  const name = environmentName(status.environment);
  return problem === undefined
    ? l10n.t('OpenSign environment: {0}. Activate to switch.', name)
    : l10n.t('OpenSign environment: {0}, {1}. Activate to switch.', name, passage(problem));
}

function createTooltip(status: EnvironmentStatus, seen: SeenCredits | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: linkedCommands };
  text.appendMarkdown(`**OpenSign: ${environmentName(status.environment)}**\n\n`);
  const line = (label: string, value: string) => {
    text.appendMarkdown(`${label}: `);
    text.appendMarkdown(`${plain(value)}\n\n`);
  };
  line(l10n.t('Host'), hostText(status));
  line(status.token.state === 'valid' ? l10n.t('Account') : l10n.t('Token'), tokenText(status.token));
  const credits = creditsText(seen?.credits);
  if (seen !== undefined && credits !== undefined) {
    const when = dateTime({ time: seen.seenAt, raw: '' });
    line(l10n.t('Credits'), l10n.t('{0}, last updated {1}', credits, when));
  }
  const reminder = getSandboxReminder(status);
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
