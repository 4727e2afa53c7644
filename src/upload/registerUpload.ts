import type * as vscode from 'vscode';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import type { Log } from '../ui/log';
import type { UploadOptions } from './uploadPdfs';

/** **Upload PDF…** */
export function registerUpload(options: UploadOptions & { readonly log: Log }): vscode.Disposable {
  const { globalState, log } = options;
  // For the walkthrough.
  setContext('opensign.hasUploaded', globalState.get<unknown>('opensign.hasUploaded') === true);
  return registerCommands(
    { 'opensign.uploadPdf': async (...args) => (await import('./uploadPdfs')).uploadPdfs(options, args) },
    log,
  );
}
