import * as vscode from 'vscode';
import { registerCommands, runCommand } from './commands';
import { pickOne } from './gateway';
import { l10n } from './l10n';
import { links, supportAddress } from './links';
import type { Log } from './log';

interface HelpItem extends vscode.QuickPickItem {
  run(): Thenable<unknown>;
}

/** **Help…**, the log and the walkthrough. */
export function registerHelp(extensionId: string, log: Log): vscode.Disposable {
  return registerCommands(
    {
      'opensign.help': () => showHelp(extensionId),
      'opensign.showLog': () => log.show(),
      'opensign.openWalkthrough': () => openWalkthrough(extensionId),
    },
    log,
  );
}

/** **Help…**: the ways to get on: the tour, the documentation, the log, a person. */
async function showHelp(extensionId: string): Promise<void> {
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
      detail: l10n.t('OpenSign’s own description of its API'),
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
      detail: l10n.t('Every request with its status; no tokens, no contents'),
      run: () => runCommand('opensign.showLog'),
    },
    {
      label: l10n.t('Settings'),
      iconPath: new vscode.ThemeIcon('settings-gear'),
      detail: l10n.t('Hosts, limits and what is asked before'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`),
    },
    {
      label: l10n.t('Write to OpenSign Support'),
      iconPath: new vscode.ThemeIcon('mail'),
      detail: supportAddress,
      run: open(links.support),
    },
  ];
  const choice = await pickOne(items, {
    title: l10n.t('OpenSign: Help'),
    placeHolder: l10n.t('What do you need?'),
  });
  await choice?.run();
}

/** Opens the walkthrough. */
async function openWalkthrough(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false);
}
