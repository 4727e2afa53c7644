import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/disposables';
import type { Log } from '../ui/log';
import { whenLayoutFileOpens } from './whenOpened';

interface Dependencies {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly changes: ObjectChanges;
  /** Asks the last question about a document under `title`, and sends it. */
  readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** Layout files: the problems in an open one, and what can be made from a PDF that has one. */
export function registerLayout(deps: Dependencies): vscode.Disposable {
  const layout = new Lazy(async () => (await import('./createLayout')).createLayout(deps));
  return vscode.Disposable.from(
    layout,
    whenLayoutFileOpens(() => void layout.get()),
    registerCommands(
      {
        'opensign.sendPdf': async (...args) => (await layout.get()).sendPdf(args),
        'opensign.createTemplateFromLayoutFile': async (...args) => (await layout.get()).createTemplate(args),
        'opensign.exportLayoutFile': async (...args) => (await layout.get()).exportLayoutFile(args),
      },
      deps.log,
    ),
  );
}
