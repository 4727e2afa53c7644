import type * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';

interface Dependencies {
  readonly environments: Environments;
  /** Remembers which files were written. */
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
}

/** Files with the IDs of all templates, for code that uses templates by name. */
export function registerTemplateIdFiles({
  environments,
  workspaceState,
  log,
}: Dependencies): vscode.Disposable {
  const context = { environments, state: workspaceState, log };
  return registerCommands(
    {
      'opensign.exportTemplateIds': async () =>
        (await import('./exportTemplateIds')).exportTemplateIds(context),
      'opensign.updateTemplateIds': async (...args) =>
        (await import('./updateTemplateIds')).updateTemplateIds(context, args),
      'opensign.checkTemplateIds': async () => (await import('./checkTemplateIds')).checkTemplateIds(context),
    },
    log,
  );
}
