import * as vscode from 'vscode';
import type { ObjectChanges } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/disposables';
import type { IdInsightsOptions } from './idInsights';
import { whileSwitchedOn } from './switches';

interface Dependencies extends IdInsightsOptions {
  readonly changes: ObjectChanges;
  readonly extensionUri: vscode.Uri;
}

/** IDs and tokens in code: hover, problems with quick fixes, completion and CodeLens. */
export function registerIdInsights(deps: Dependencies): vscode.Disposable {
  const { environments, changes, extensionUri, log } = deps;
  const insights = new Lazy(async () => new (await import('./idInsights')).IdInsights(deps));
  const commands = () => import('./idCommands');
  return vscode.Disposable.from(
    insights,
    whileSwitchedOn(async (switches) => (await insights.get()).start(switches), log),
    registerCommands(
      {
        'opensign.storeFoundToken': async (...args) => (await commands()).storeFoundToken(environments, args),
        'opensign.ignoreId': async (...args) => (await commands()).ignoreId(args),
        'opensign.revealId': async (...args) => (await commands()).revealId(environments, changes, args),
        'opensign.openId': async (...args) => (await commands()).openId(environments, args),
        'opensign.copyId': async (...args) => (await commands()).copyId(args),
        'opensign.editorHelp': () =>
          vscode.commands.executeCommand(
            'markdown.showPreview',
            vscode.Uri.joinPath(extensionUri, 'media', 'help', 'code.md'),
          ),
      },
      log,
    ),
  );
}
