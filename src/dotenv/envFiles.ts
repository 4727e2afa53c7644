import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type * as vscode from 'vscode';

/** The folder that a file or folder is in; the topmost one is in itself. */
export function parent(uri: vscode.Uri): vscode.Uri {
  const path = uri.path.replace(/\/+$/, '');
  const end = path.lastIndexOf('/');
  return uri.with({ path: end <= 0 ? '/' : path.slice(0, end) });
}

export function child(folder: vscode.Uri, path: string): vscode.Uri {
  return folder.with({ path: `${folder.path.replace(/\/+$/, '')}/${path}` });
}

/** The names from `folder` down to `uri`, which is inside of it or the same. */
export function namesBelow(folder: vscode.Uri, uri: vscode.Uri): readonly string[] {
  return uri.path
    .slice(folder.path.length)
    .split('/')
    .filter((name) => name !== '');
}

/** The folders from one up to an outer one, both of them included. */
export function foldersUpTo(outer: vscode.Uri, inner: vscode.Uri): readonly vscode.Uri[] {
  const folders = [inner];
  for (let folder = inner; namesBelow(outer, folder).length > 0;) {
    folder = parent(folder);
    folders.push(folder);
  }
  return folders;
}

/**
 * The path of the file that is written when this one is, without symbolic links. The file may be missing, but not its
 * folder. Undefined when the path can't be resolved, as for a link without a target. Never rejects.
 */
export async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    try {
      await lstat(path);
      return undefined;
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      return isMissing
        ? realpath(dirname(path)).then(
            (folder) => join(folder, basename(path)),
            () => undefined,
          )
        : undefined;
    }
  }
}
