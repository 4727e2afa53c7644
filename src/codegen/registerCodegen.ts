import type * as vscode from 'vscode';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';
import type { CodegenDependencies } from './insertRequest';

/** The commands that write requests and IDs as code. */
export function registerCodegen(
  dependencies: CodegenDependencies & { readonly log: Log },
): vscode.Disposable {
  return registerCommands(
    {
      'opensign.insertRequest': async (...args) =>
        (await import('./insertRequest')).insertRequest(dependencies, args),
      'opensign.copyAsCurl': async (...args) =>
        (await import('./copyCommands')).copyAsCurl(dependencies, args),
      'opensign.copyIdAsConstant': async (...args) =>
        (await import('./copyCommands')).copyIdAsConstant(dependencies, args),
    },
    dependencies.log,
  );
}
