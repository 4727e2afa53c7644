import type * as vscode from 'vscode';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';

interface Dependencies {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly changes: ObjectChanges;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** **Copy Template to Other Environment…** */
export function registerTemplateCopy(deps: Dependencies): vscode.Disposable {
  return registerCommands(
    {
      'opensign.copyTemplateToOther': async (...args) =>
        (await import('./copyToOther')).copyTemplateToOther(deps, args),
    },
    deps.log,
  );
}
