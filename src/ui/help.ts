import * as vscode from 'vscode';
import { registerCommands, runCommand } from './commands';
import { pickOne } from './gateway';
import { l10n } from './l10n';
import { links } from './errorMessage';
import type { Log } from './log';

const supportAddress = 'support@opensignlabs.com';

/** **Help…**, the log and the walkthrough. */
export function registerHelp(extensionId: string, log: Log): vscode.Disposable {
  return registerCommands(
    {
      'opensign.help': () => showHelp(extensionId),
      'opensign.showLog': () => log.show(),
      'opensign.openWalkthrough': () =>
        vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false),
    },
    log,
  );
}

async function showHelp(extensionId: string): Promise<void> {
  const item = (label: string, icon: string, detail: string, run: () => Thenable<unknown>) => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    detail,
    run,
  });
  const open = (url: string) => () => vscode.env.openExternal(vscode.Uri.parse(url));
  const openSettings = () =>
    vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
  const items = [
    item(l10n.t('Get Started'), 'rocket', l10n.t('From signing in to the first upload, step by step'), () =>
      runCommand('opensign.openWalkthrough'),
    ),
    item(l10n.t('API Documentation'), 'book', l10n.t('OpenSign API reference'), open(links.apiDocs)),
    item(
      l10n.t('About API Tokens'),
      'key',
      l10n.t('How to get a token, and which plan it needs'),
      open(links.tokenHelp),
    ),
    item(
      l10n.t('Show Log'),
      'output',
      l10n.t('Every request with its status, without tokens or contents'),
      () => runCommand('opensign.showLog'),
    ),
    item(l10n.t('Settings'), 'settings-gear', l10n.t('Hosts, limits and confirmations'), openSettings),
    item(l10n.t('Contact OpenSign Support'), 'mail', supportAddress, open(`mailto:${supportAddress}`)),
  ];
  const choice = await pickOne(items, {
    title: l10n.t('OpenSign: Help'),
    placeHolder: l10n.t('How can we help?'),
  });
  await choice?.run();
}
