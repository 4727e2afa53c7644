import * as vscode from 'vscode';
import { showErrorText } from '../ui/errorMessage';
import type { CommandHandler } from '../ui/commands';
import type { Log } from '../ui/log';
import { RefusedFile } from '../pdf/pdfFile';
import { refusalMessage } from '../pdf/pdfMessages';
import type { LayoutFileCommandId } from './layoutCommands';
import type { LayoutFileContext } from './layoutContext';
import { copyTemplateToOther } from '../templateCopy/copyToOther';
import { createTemplate } from './createTemplate';
import { LayoutFileDiagnostics } from './layoutDiagnostics';
import { exportLayoutFile } from './exportLayoutFile';
import { PageCache } from './pageCache';
import { sendPdf } from './sendPdf';

export interface LayoutFileOptions extends Pick<
  LayoutFileContext,
  'environments' | 'templates' | 'templateOf' | 'send'
> {
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'error'>;
}

export interface LayoutFiles extends vscode.Disposable {
  readonly handlers: Readonly<Record<LayoutFileCommandId, CommandHandler>>;
}

/** The feature of layout files: what stands beside a PDF and says who signs it, and where. */
export function createLayoutFile({ log, extensionUri, ...rest }: LayoutFileOptions): LayoutFiles {
  const worker = vscode.Uri.joinPath(extensionUri, 'dist', 'pdf', 'pageWorker.cjs').fsPath;
  const pages = new PageCache(vscode.workspace.fs, worker);
  const diagnostics = new LayoutFileDiagnostics(pages, log);
  /** Messages stay until the user is done with them; a command must not last that long. */
  const detach = (message: Promise<void>) =>
    void message.catch((error: unknown) => log.error('opensign.layoutFile', error));
  const context: LayoutFileContext = { ...rest, pages, detach };
  const handler =
    (run: (context: LayoutFileContext, args: readonly unknown[]) => Promise<void>): CommandHandler =>
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
      'opensign.createTemplateFromLayoutFile': handler(createTemplate),
      'opensign.exportLayoutFile': handler(exportLayoutFile),
      'opensign.copyTemplateToOther': handler(copyTemplateToOther),
    },
    dispose: () => {
      diagnostics.dispose();
      pages.dispose();
    },
  };
}
