import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type * as vscode from 'vscode';

/** Reads files of any file system. */
export interface FileReader {
  /** The content; undefined when there is no such file, or it cannot be read. Never rejects. */
  read(uri: vscode.Uri): Promise<Uint8Array | undefined>;
  /** Never rejects: what cannot be looked at is not there. */
  kind(uri: vscode.Uri): Promise<'file' | 'folder' | undefined>;
}

/** The text of a file in UTF-8; undefined when there is none. Never rejects. */
export async function readText(files: FileReader, uri: vscode.Uri): Promise<string | undefined> {
  const bytes = await files.read(uri);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** The folder that a file or folder is in; the topmost one is in itself. */
export function parent(uri: vscode.Uri): vscode.Uri {
  const path = uri.path.replace(/\/+$/, '');
  const end = path.lastIndexOf('/');
  return uri.with({ path: end <= 0 ? '/' : path.slice(0, end) });
}

export function child(folder: vscode.Uri, path: string): vscode.Uri {
  return folder.with({ path: `${folder.path.replace(/\/+$/, '')}/${path}` });
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The names from `folder` down to `uri`, which is inside of it or the same. */
export function namesBelow(folder: vscode.Uri, uri: vscode.Uri): readonly string[] {
  return uri.path
    .slice(folder.path.length)
    .split('/')
    .filter((name) => name !== '');
}

/** A folder and those that it is in, from the inside out. */
export function* ancestors(folder: vscode.Uri): Generator<vscode.Uri> {
  let current = folder;
  for (;;) {
    yield current;
    const above = parent(current);
    if (above.path.length >= current.path.length) {
      return;
    }
    current = above;
  }
}

/** The folders from one up to an outer one, both of them included. */
export function foldersUpTo(outer: vscode.Uri, inner: vscode.Uri): readonly vscode.Uri[] {
  const folders: vscode.Uri[] = [];
  for (const folder of ancestors(inner)) {
    folders.push(folder);
    if (namesBelow(outer, folder).length === 0) {
      break;
    }
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
