import type * as vscode from 'vscode';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';
import type { CopyDependencies } from './copyToOther';

/** **Copy Template to Other Environment…** */
export function registerTemplateCopy(deps: CopyDependencies & { readonly log: Log }): vscode.Disposable {
  return registerCommands(
    {
      'opensign.copyTemplateToOther': async (...args) =>
        (await import('./copyToOther')).copyTemplateToOther(deps, args),
    },
    deps.log,
  );
}
