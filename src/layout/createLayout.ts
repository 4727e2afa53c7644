import * as vscode from 'vscode';
import { RefusedFile } from '../pdf/pdfFile';
import { refusalMessage } from '../pdf/pdfMessages';
import { showErrorText } from '../ui/errorMessage';
import type { Log } from '../ui/log';
import { createTemplate } from './createTemplate';
import { exportLayoutFile } from './exportLayoutFile';
import type { LayoutFileContext } from './layoutContext';
import { LayoutFileDiagnostics } from './layoutDiagnostics';
import { PageCache, pageWorkerPath } from './pageCache';
import { sendPdf } from './sendPdf';

export interface LayoutOptions extends Omit<LayoutFileContext, 'pages' | 'detach'> {
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'detach' | 'error'>;
}

type Command = (args: readonly unknown[]) => Promise<void>;

export interface LayoutParts extends vscode.Disposable {
  readonly sendPdf: Command;
  readonly createTemplate: Command;
  readonly exportLayoutFile: Command;
}

/** Layout files, once one is open or a command needs them. */
export function createLayout({ log, extensionUri, ...rest }: LayoutOptions): LayoutParts {
  const pages = new PageCache(vscode.workspace.fs, pageWorkerPath(extensionUri));
  const diagnostics = new LayoutFileDiagnostics(pages, log);
  const detach = (message: Promise<void>) => log.detach('opensign.layout', message);
  const context: LayoutFileContext = { ...rest, pages, detach };
  const command =
    (run: (context: LayoutFileContext, args: readonly unknown[]) => Promise<void>): Command =>
    async (args) => {
      try {
        await run(context, args);
      } catch (error) {
        if (!(error instanceof RefusedFile)) {
          throw error;
        }
        detach(showErrorText(refusalMessage(error)));
      }
    };
  return {
    sendPdf: command(sendPdf),
    createTemplate: command(createTemplate),
    exportLayoutFile: command(exportLayoutFile),
    dispose: () => {
      diagnostics.dispose();
      pages.dispose();
    },
  };
}
