import * as vscode from 'vscode';
import { showErrorText } from '../ui/errorMessage';
import type { CommandHandler } from '../ui/commands';
import type { Log } from '../ui/log';
import { RefusedFile } from '../ui/pdfFile';
import { refusalMessage } from '../ui/refusalText';
import type { SideFileCommandId } from './commands';
import type { SideFileContext } from './context';
import { copyTemplateToOther } from './copyToOther';
import { createTemplate } from './createTemplate';
import { SideFileDiagnostics } from './diagnostics';
import { exportSideFile } from './exportSideFile';
import { PageCache } from './pageCache';
import { sendPdf } from './sendPdf';

export interface SideFileOptions extends Pick<
  SideFileContext,
  'environments' | 'templates' | 'templateOf' | 'send'
> {
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'error'>;
}

export interface SideFiles extends vscode.Disposable {
  readonly handlers: Readonly<Record<SideFileCommandId, CommandHandler>>;
}

/** The feature of side files: what stands beside a PDF and says who signs it, and where. */
export function createSideFile({ log, extensionUri, ...rest }: SideFileOptions): SideFiles {
  const worker = vscode.Uri.joinPath(extensionUri, 'dist', 'pdf', 'pageWorker.cjs').fsPath;
  const pages = new PageCache(vscode.workspace.fs, worker);
  const diagnostics = new SideFileDiagnostics(pages, log);
  /** Messages stay until the user is done with them; a command must not last that long. */
  const detach = (message: Promise<void>) =>
    void message.catch((error: unknown) => log.error('opensign.sideFile', error));
  const context: SideFileContext = { ...rest, pages, detach };
  const handler =
    (run: (context: SideFileContext, args: readonly unknown[]) => Promise<void>): CommandHandler =>
    async (...args) => {
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
    handlers: {
      'opensign.sendPdf': handler(sendPdf),
      'opensign.createTemplateFromSideFile': handler(createTemplate),
      'opensign.exportSideFile': handler(exportSideFile),
      'opensign.copyTemplateToOther': handler(copyTemplateToOther),
    },
    dispose: () => {
      diagnostics.dispose();
      pages.dispose();
    },
  };
}
