import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';
import type { Upload, UploadOptions } from './createUpload';

interface Dependencies extends UploadOptions {
  readonly log: Log;
}

/** **Upload PDF…** */
export function registerUpload(
  options: Dependencies,
): vscode.Disposable & Pick<Upload, 'prepareReplacement'> {
  const { globalState, log } = options;
  const upload = new Lazy(async () => (await import('./createUpload')).createUpload(options));
  // For the walkthrough.
  setContext('opensign.hasUploaded', globalState.get<unknown>('opensign.hasUploaded') === true);
  const commands = registerCommands(
    { 'opensign.uploadPdf': async (...args) => (await upload.get()).run(args) },
    log,
  );
  return Object.assign(vscode.Disposable.from(upload, commands), {
    prepareReplacement: async (title: string, environment: EnvironmentName) =>
      (await upload.get()).prepareReplacement(title, environment),
  });
}
