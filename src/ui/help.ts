import * as vscode from 'vscode';
import { runCommand } from './commands';
import { links, supportAddress } from './links';

interface HelpItem extends vscode.QuickPickItem {
  run(): Thenable<unknown>;
}

/** **Help…**: the ways to get on: the tour, the documentation, the log, a person. */
export async function showHelp(extensionId: string): Promise<void> {
  const open = (url: string) => () => vscode.env.openExternal(vscode.Uri.parse(url));
  const items: readonly HelpItem[] = [
    {
      label: `$(rocket) ${vscode.l10n.t('Get Started')}`,
      detail: vscode.l10n.t('From signing in to the first upload, step by step'),
      run: () => runCommand('opensign.openWalkthrough'),
    },
    {
      label: `$(book) ${vscode.l10n.t('API Documentation')}`,
      detail: vscode.l10n.t('OpenSign’s own description of its API'),
      run: open(links.apiDocs),
    },
    {
      label: `$(key) ${vscode.l10n.t('About API Tokens')}`,
      detail: vscode.l10n.t('How to get a token, and which plan it needs'),
      run: open(links.tokenHelp),
    },
    {
      label: `$(output) ${vscode.l10n.t('Show Log')}`,
      detail: vscode.l10n.t('Every request with its status; no tokens, no contents'),
      run: () => runCommand('opensign.showLog'),
    },
    {
      label: `$(settings-gear) ${vscode.l10n.t('Settings')}`,
      detail: vscode.l10n.t('Hosts, limits and what is asked before'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`),
    },
    {
      label: `$(mail) ${vscode.l10n.t('Write to OpenSign Support')}`,
      detail: supportAddress,
      run: open(links.support),
    },
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('OpenSign: Help'),
    placeHolder: vscode.l10n.t('What do you need?'),
  });
  await choice?.run();
}

/** Opens the walkthrough. */
export async function openWalkthrough(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false);
}
