import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import type { ObjectChanges } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';
import { recallUpload } from './firstUpload';
import type { Replacement } from './replacement';

interface Dependencies {
  readonly environments: Environments;
  readonly changes: ObjectChanges;
  /** Remembers for all windows that there was an upload. */
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
  const { environments, log } = rest;
  const upload = new Lazy(async () =>
    (await import('./createUpload')).createUpload({ ...rest, state: globalState }),
  );
  recallUpload(globalState);
  const owned = vscode.Disposable.from(
    upload,
    registerCommands({ 'opensign.uploadPdf': async (...args) => (await upload.get()).run(args) }, log),
  );
  return {
    dispose: () => void owned.dispose(),
    prepareReplacement: async (title, environment) => {
      const { origin } = await environments.client(environment);
      return (await upload.get()).prepareFileBody(environment, origin, new AbortController().signal, title);
    },
  };
}
