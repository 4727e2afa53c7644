import { posix } from 'node:path';
import type * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import type { EnvHost } from './dotenvHost';

/** A `.env` file, which may not exist yet, and its workspace folder. */
export interface EnvFile {
  readonly uri: vscode.Uri;
  readonly folder: vscode.Uri;
  readonly exists: boolean;
}

export function getParent(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: posix.dirname(uri.path) });
}

export function getChild(folder: vscode.Uri, path: string): vscode.Uri {
  return folder.with({ path: posix.join(folder.path, path) });
}

/** The folders from `inner` up to `outer`, both included. */
export function getFoldersUpTo(outer: vscode.Uri, inner: vscode.Uri): readonly vscode.Uri[] {
  const depth = posix.relative(outer.path, inner.path).split('/').filter(Boolean).length;
  const folders = [inner];
  for (let folder = inner; folders.length <= depth;) {
    folder = getParent(folder);
    folders.push(folder);
  }
  return folders;
}

/**
 * The `.env` file for the code in `file`: the nearest one up to the workspace folder, otherwise a new one in the
 * workspace folder. Asks which of several folders it is when `file` is in none of them. Undefined when that is canceled,
 * or no folder is open, which is reported.
 */
export async function chooseEnvFile(
  host: EnvHost,
  file: vscode.Uri | undefined,
): Promise<EnvFile | undefined> {
  const own = file && host.folderOf(file);
  const folder = own ?? (await chooseFolder(host));
  if (folder === undefined) {
    return undefined;
  }
  const places = own === undefined || file === undefined ? [folder] : getFoldersUpTo(folder, getParent(file));
  for (const place of places) {
    const uri = getChild(place, '.env');
    if ((await host.kind(uri)) === 'file') {
      return { uri, folder, exists: true };
    }
  }
  return { uri: getChild(folder, '.env'), folder, exists: false };
}

async function chooseFolder(host: EnvHost): Promise<vscode.Uri | undefined> {
  const [first, ...others] = host.folders;
  if (first === undefined) {
    host.warn(l10n.t('Open a folder first. The .env file is created in it.'));
    return undefined;
  }
  return others.length === 0
    ? first.uri
    : host.pickFolder(l10n.t('OpenSign: Select a folder for the .env file'));
}
