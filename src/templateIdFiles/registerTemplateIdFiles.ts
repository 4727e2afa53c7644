import type * as vscode from 'vscode';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';
import type { TemplateIdsContext } from './readTemplates';

interface Dependencies {
  readonly environments: TemplateIdsContext['environments'];
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
}

/** Files with the IDs of all templates, for code that uses templates by name. */
export function registerTemplateIdFiles(dependencies: Dependencies): vscode.Disposable {
  const { environments, workspaceState: state, log } = dependencies;
  const context: TemplateIdsContext = { environments, state, log };
  return registerCommands(
    {
      'opensign.exportTemplateIds': async () =>
        (await import('./writeTemplateIds')).exportTemplateIds(context),
      'opensign.updateTemplateIds': async (...args) =>
        (await import('./writeTemplateIds')).updateTemplateIds(context, args),
      'opensign.checkTemplateIds': async () => (await import('./checkTemplateIds')).checkTemplateIds(context),
    },
    log,
  );
}
