import type * as vscode from 'vscode';
import { child, foldersUpTo, namesBelow, readText, type FileReader } from './files';
import { ignoreRules, type IgnoreFile } from './ignoreRules';
import { findRepository, type Repository } from './repository';

/** What decides whether git ignores the files of one folder. */
export interface IgnoreFiles {
  /** The repository's root, or the workspace folder where there is none. */
  readonly root: vscode.Uri;
  readonly repository: Repository | undefined;
  /** From the one that weighs least to the one that weighs most, present or not. */
  readonly files: readonly (IgnoreFile & { readonly uri: vscode.Uri; readonly exists: boolean })[];
  /** Whether git takes small and large letters for the same here. */
  readonly ignoreCase: boolean;
}

/**
 * Reads the ignore files that count in `directory`, which is in the workspace folder `folder`. Rules for all
 * repositories of a user (`core.excludesFile`) are not read: they may lie on another machine. Never rejects.
 */
export async function readIgnoreFiles(
  reader: FileReader,
  folder: vscode.Uri,
  directory: vscode.Uri,
): Promise<IgnoreFiles> {
  const repository = await findRepository(reader, directory);
  const root = repository?.root ?? folder;
  const read = async (uri: vscode.Uri, names: readonly string[]) => {
    const text = await readText(reader, uri);
    return { uri, folder: names, text: text ?? '', exists: text !== undefined };
  };
  const inTree = [...foldersUpTo(root, directory)].reverse();
  const files = await Promise.all([
    ...(repository === undefined ? [] : [read(child(repository.common, 'info/exclude'), [])]),
    ...inTree.map((place) => read(child(place, '.gitignore'), namesBelow(root, place))),
  ]);
  const settings =
    repository === undefined ? undefined : await readText(reader, child(repository.common, 'config'));
  return { root, repository, files, ignoreCase: /^\s*ignorecase\s*=\s*true\b/im.test(settings ?? '') };
}

/** Whether the files' rules ignore a file of the folder that they were read for, or below. */
export function rulesOf({ root, files, ignoreCase }: IgnoreFiles): (uri: vscode.Uri) => boolean {
  const isIgnored = ignoreRules(files, ignoreCase);
  return (uri) => {
    const names = namesBelow(root, uri);
    // What git keeps for itself never gets into a commit.
    return names.includes('.git') || (names.length > 0 && isIgnored(names));
  };
}
