import * as vscode from 'vscode';
import type { Document } from '../api/document';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Git } from '../dotenv/git';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/disposables';
import type { Log } from '../ui/log';
import { whileSwitchedOn } from './whileSwitchedOn';

interface Dependencies {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly documents: ObjectSource<Document>;
  readonly changes: ObjectChanges;
  readonly git: () => Promise<Git>;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  /** The extension's own folder for all windows. */
  readonly globalStorageUri: vscode.Uri;
  readonly log: Log;
}

/** IDs and tokens in code: hover, problems with quick fixes, completion and CodeLens. */
export function registerIdInsights(deps: Dependencies): vscode.Disposable {
  const { environments, changes, extensionUri, log } = deps;
  const insights = new Lazy(async () => (await import('./createIdInsights')).createIdInsights(deps));
  return vscode.Disposable.from(
    insights,
    whileSwitchedOn(async (switches) => (await insights.get()).start(switches)),
    registerCommands(
      {
        'opensign.storeFoundToken': async (...args) => (await insights.get()).storeFoundToken(args),
        'opensign.ignoreId': async (...args) => (await import('./ignoredIds')).ignoreId(args),
        'opensign.revealId': async (...args) =>
          (await import('./idCommands')).revealId({ environments, changes }, args),
        'opensign.openId': async (...args) => (await import('./idCommands')).openId({ environments }, args),
        'opensign.copyId': async (...args) => (await import('./idCommands')).copyId(args),
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
