import type * as vscode from 'vscode';
import { ancestors, child, parent, readText, type FileReader } from './files';

/** A git repository on a file system. */
export interface Repository {
  /** The folder of the working tree. */
  readonly root: vscode.Uri;
  /** Where its index is. A worktree and a submodule have one of their own. */
  readonly gitFolder: vscode.Uri;
  /** Where its settings are, which worktrees share. */
  readonly common: vscode.Uri;
}

/** The repository that a folder belongs to: the nearest `.git` from there up. Never rejects. */
export async function findRepository(files: FileReader, folder: vscode.Uri): Promise<Repository | undefined> {
  for (const root of ancestors(folder)) {
    const place = child(root, '.git');
    const kind = await files.kind(place);
    if (kind === 'folder') {
      return { root, gitFolder: place, common: place };
    }
    if (kind === 'file') {
      return linked(files, root, place);
    }
  }
  return undefined;
}

/** A `.git` that is a file says where the folder is. */
async function linked(
  files: FileReader,
  root: vscode.Uri,
  place: vscode.Uri,
): Promise<Repository | undefined> {
  const target = /^gitdir:[ \t]*(.+?)[ \t\r]*$/m.exec((await readText(files, place)) ?? '')?.[1];
  if (target === undefined) {
    return undefined;
  }
  const gitFolder = resolve(root, target);
  const common = (await readText(files, child(gitFolder, 'commondir')))?.trim();
  return { root, gitFolder, common: common === undefined ? gitFolder : resolve(gitFolder, common) };
}

/** `path` as git writes it: with slashes, on Windows with a drive in front. */
function resolve(folder: vscode.Uri, path: string): vscode.Uri {
  if (path.startsWith('/')) {
    return folder.with({ path });
  }
  if (/^[A-Za-z]:/.test(path)) {
    return folder.with({ path: `/${path}` });
  }
  let result = folder;
  for (const name of path.split('/')) {
    result = name === '' || name === '.' ? result : name === '..' ? parent(result) : child(result, name);
  }
  return result;
}
