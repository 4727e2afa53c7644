import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';
import { isLayoutFile } from './layoutFile';

interface Dependencies {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly changes: ObjectChanges;
  /** Asks for confirmation in a dialog with this title, and sends the document. */
  readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** Layout files: the problems in open ones, and the commands that use and export them. */
export function registerLayout(deps: Dependencies): vscode.Disposable {
  const { extensionUri, log } = deps;
  const diagnostics = new Lazy(
    async () => new (await import('./layoutDiagnostics')).LayoutFileDiagnostics(extensionUri, log),
  );
  const start = (document: vscode.TextDocument) => {
    if (isLayoutFile(document.uri)) {
      opened.dispose();
      log.detach('opensign.layoutFile', diagnostics.get());
    }
  };
  const opened = vscode.workspace.onDidOpenTextDocument(start);
  vscode.workspace.textDocuments.forEach(start);
  return vscode.Disposable.from(
    diagnostics,
    opened,
    registerCommands(
      {
        'opensign.sendPdf': async (...args) => (await import('./createFromPdf')).sendPdf(deps, args),
        'opensign.createTemplateFromLayoutFile': async (...args) =>
          (await import('./createFromPdf')).createTemplate(deps, args),
        'opensign.exportLayoutFile': async (...args) =>
          (await import('./exportLayoutFile')).exportLayoutFile(deps, args),
      },
      log,
    ),
  );
}
