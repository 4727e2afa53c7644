import type * as vscode from 'vscode';
import { child, foldersUpTo, nameOf, namesBelow, parent, readText } from './files';
import { isTracked } from './gitIndex';
import type { EnvDocument, EnvHost, FileChange } from './host';
import { readIgnoreFiles, rulesOf, type IgnoreFiles } from './ignoreFiles';
import { patternFor } from './ignoreRules';
import { appendLine, applyEdits } from './textEdit';

/** What it takes that git ignores a file. */
export type Ignoring =
  | { readonly state: 'ignored' }
  /** The change of a `.gitignore`, without an edit when it only has to be saved. */
  | { readonly state: 'change'; readonly change: FileChange }
  /** Git tracks the file, so that no rule keeps it out of a commit. */
  | { readonly state: 'tracked' }
  /** A line in `gitignore` would not be enough. */
  | { readonly state: 'refused'; readonly gitignore: vscode.Uri };

/**
 * Finds out what it takes that git ignores `file`, which is in the workspace folder `folder`: a line in the nearest
 * `.gitignore` of that folder, or in a new one beside the file. Reads the files anew and changes nothing.
 */
export async function planIgnoring(host: EnvHost, folder: vscode.Uri, file: vscode.Uri): Promise<Ignoring> {
  const found = await readIgnoreFiles(host, folder, parent(file));
  if (await isTrackedFile(host, found, file)) {
    return { state: 'tracked' };
  }
  if (rulesOf(found)(file)) {
    return { state: 'ignored' };
  }
  const { uri, document } = await nearest(host, outermost(folder, found.root), file);
  const text = document?.getText() ?? '';
  const withText = (changed: string): IgnoreFiles => ({
    ...found,
    files: found.files.map((known) =>
      known.uri.toString() === uri.toString() ? { ...known, text: changed } : known,
    ),
  });
  if (document?.isDirty === true && rulesOf(withText(text))(file)) {
    return { state: 'change', change: { uri, document, edits: [] } };
  }
  const edit = appendLine(text, patternFor(nameOf(file)));
  return rulesOf(withText(applyEdits(text, [edit])))(file)
    ? { state: 'change', change: { uri, document, edits: [edit] } }
    : { state: 'refused', gitignore: uri };
}

/** Whether git ignores a file by what is on the disk now. */
export async function isIgnoredNow(host: EnvHost, folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  return rulesOf(await readIgnoreFiles(host, folder, parent(file)))(file);
}

/** Neither files of another repository, around this one, nor files outside of the workspace are changed. */
function outermost(folder: vscode.Uri, root: vscode.Uri): vscode.Uri {
  return root.path.length > folder.path.length ? root : folder;
}

async function nearest(
  host: EnvHost,
  outer: vscode.Uri,
  file: vscode.Uri,
): Promise<{ readonly uri: vscode.Uri; readonly document: EnvDocument | undefined }> {
  for (const place of foldersUpTo(outer, parent(file))) {
    const uri = child(place, '.gitignore');
    if ((await host.kind(uri)) === 'file') {
      return { uri, document: await host.open(uri) };
    }
  }
  return { uri: child(parent(file), '.gitignore'), document: undefined };
}

async function isTrackedFile(
  host: EnvHost,
  { repository, root }: IgnoreFiles,
  file: vscode.Uri,
): Promise<boolean> {
  if (repository === undefined) {
    return false;
  }
  const index = await host.read(child(repository.gitFolder, 'index'));
  if (index === undefined) {
    return false;
  }
  const settings = await readText(host, child(repository.common, 'config'));
  const hashBytes = /^\s*objectformat\s*=\s*sha256\b/im.test(settings ?? '') ? 32 : 20;
  return isTracked(index, namesBelow(root, file).join('/'), hashBytes) === true;
}
