import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import type { ObjectChanges } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';
import type { Replacement } from './replacement';

interface Dependencies {
  readonly environments: Environments;
  readonly changes: ObjectChanges;
  /** Remembers for all windows that something was uploaded. */
  readonly globalState: vscode.Memento;
  readonly log: Log;
}

export interface Upload extends vscode.Disposable {
  /** Asks for the PDF that replaces the one of the template `title`. Undefined when the user cancels or it is refused. */
  readonly prepareReplacement: (
    title: string,
    environment: EnvironmentName,
  ) => Promise<Replacement | undefined>;
}

/** **Upload PDF…** */
export function registerUpload({ globalState, ...rest }: Dependencies): Upload {
  const upload = new Lazy(async () =>
    (await import('./createUpload')).createUpload({ ...rest, state: globalState }),
  );
  // For the walkthrough.
  setContext('opensign.hasUploaded', globalState.get<unknown>('opensign.hasUploaded') === true);
  const commands = registerCommands(
    { 'opensign.uploadPdf': async (...args) => (await upload.get()).run(args) },
    rest.log,
  );
  return Object.assign(vscode.Disposable.from(upload, commands), {
    prepareReplacement: async (title: string, environment: EnvironmentName) =>
      (await upload.get()).prepareReplacement(title, environment),
  });
}
