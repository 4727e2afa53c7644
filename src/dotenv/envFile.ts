import type * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import { child, foldersUpTo, parent } from './envFiles';
import type { EnvHost } from './dotenvHost';

/** A `.env` file, which may not exist yet, and the workspace folder that it is in. */
export interface EnvFile {
  readonly uri: vscode.Uri;
  readonly folder: vscode.Uri;
  readonly exists: boolean;
}

/**
 * The `.env` file for the code in `file`: the nearest one from its folder up to the workspace folder, else a new one
 * in the workspace folder. Asks for the folder when the file is in none of several. Undefined when that is called
 * off, or there is no folder, which is told.
 */
export async function chooseEnvFile(
  host: EnvHost,
  file: vscode.Uri | undefined,
): Promise<EnvFile | undefined> {
  const own = file && host.folderOf(file);
  const folder = own ?? (await someFolder(host));
  if (folder === undefined) {
    return undefined;
  }
  const places = own === undefined || file === undefined ? [folder] : foldersUpTo(folder, parent(file));
  for (const place of places) {
    const uri = child(place, '.env');
    if ((await host.kind(uri)) === 'file') {
      return { uri, folder, exists: true };
    }
  }
  return { uri: child(folder, '.env'), folder, exists: false };
}

async function someFolder(host: EnvHost): Promise<vscode.Uri | undefined> {
  const [first, ...others] = host.folders;
  if (first === undefined) {
    host.warn(l10n.t('Open a folder first: the file .env has to be in one.'));
    return undefined;
  }
  return others.length === 0
    ? first.uri
    : host.pickFolder(l10n.t('OpenSign: choose the folder whose .env will hold the token'));
}
