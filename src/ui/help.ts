import * as vscode from 'vscode';
import { runCommand } from './commands';
import { pickOne } from './gateway';
import { l10n } from './l10n';
import { links } from './errorMessage';

interface HelpItem extends vscode.QuickPickItem {
  run(): Thenable<unknown>;
}

const supportAddress = 'support@opensignlabs.com';

/** **Help…**: the walkthrough, documentation, log, settings and support. */
export async function showHelp(extensionId: string): Promise<void> {
  const open = (url: string) => () => vscode.env.openExternal(vscode.Uri.parse(url));
  const items: readonly HelpItem[] = [
    {
      label: l10n.t('Get Started'),
      iconPath: new vscode.ThemeIcon('rocket'),
      detail: l10n.t('From signing in to the first upload, step by step'),
      run: () => runCommand('opensign.openWalkthrough'),
    },
    {
      label: l10n.t('API Documentation'),
      iconPath: new vscode.ThemeIcon('book'),
      detail: l10n.t('OpenSign API reference'),
      run: open(links.apiDocs),
    },
    {
      label: l10n.t('About API Tokens'),
      iconPath: new vscode.ThemeIcon('key'),
      detail: l10n.t('How to get a token, and which plan it needs'),
      run: open(links.tokenHelp),
    },
    {
      label: l10n.t('Show Log'),
      iconPath: new vscode.ThemeIcon('output'),
      detail: l10n.t('Every request with its status, without tokens or contents'),
      run: () => runCommand('opensign.showLog'),
    },
    {
      label: l10n.t('Settings'),
      iconPath: new vscode.ThemeIcon('settings-gear'),
      detail: l10n.t('Hosts, limits and confirmations'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`),
    },
    {
      label: l10n.t('Contact OpenSign Support'),
      iconPath: new vscode.ThemeIcon('mail'),
      detail: supportAddress,
      run: open(`mailto:${supportAddress}`),
    },
  ];
  const choice = await pickOne(items, {
    title: l10n.t('OpenSign: Help'),
    placeHolder: l10n.t('How can we help?'),
  });
  await choice?.run();
}

/** Opens the walkthrough. */
export async function openWalkthrough(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false);
}
