import type * as vscode from 'vscode';
import type { Document } from '../api/document';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';

interface Dependencies {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly documents: ObjectSource<Document>;
  readonly log: Log;
}

/** Requests and IDs as code. */
export function registerCodegen({
  environments,
  templates,
  documents,
  log,
}: Dependencies): vscode.Disposable {
  const context = {
    environments,
    templateOf: (args: readonly unknown[], purpose: string) => templates.choose(args, purpose),
    documentOf: (args: readonly unknown[], purpose: string) => documents.choose(args, purpose),
    itemOf: (argument: unknown) => templates.toRef(argument) ?? documents.toRef(argument),
  };
  return registerCommands(
    {
      'opensign.insertRequest': async (...args) =>
        (await import('./insertRequest')).insertRequest(context, args),
      'opensign.copyAsCurl': async (...args) => (await import('./copyAsCurl')).copyAsCurl(context, args),
      'opensign.copyIdAsConstant': async (...args) =>
        (await import('./copyIdAsConstant')).copyIdAsConstant(context, args),
    },
    log,
  );
}
