import * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import { getFileName } from '../ui/text';

const ending = '.opensign.json';

/** True for the name of a layout file. */
export function isLayoutFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(ending);
}

/** Where the layout file of a PDF is. */
export function layoutFileFor(pdf: vscode.Uri): vscode.Uri {
  return pdf.with({ path: pdf.path.replace(/\.pdf$/i, '') + ending });
}

/** A PDF and its layout file, of which at least one exists. */
export interface Pair {
  readonly pdf: vscode.Uri;
  readonly layoutFile: vscode.Uri;
}

/** The pair that a file belongs to, whichever of the two it is. */
export async function pairOf(uri: vscode.Uri, files: Pick<vscode.FileSystem, 'stat'>): Promise<Pair> {
  if (!isLayoutFile(uri)) {
    return { pdf: uri, layoutFile: layoutFileFor(uri) };
  }
  const stem = uri.path.slice(0, -ending.length);
  const pdf = uri.with({ path: `${stem}.pdf` });
  const capital = uri.with({ path: `${stem}.PDF` });
  return {
    pdf: !(await exists(pdf, files)) && (await exists(capital, files)) ? capital : pdf,
    layoutFile: uri,
  };
}

/** Whether there is something, as far as the file system tells. Never rejects. */
export async function exists(uri: vscode.Uri, files: Pick<vscode.FileSystem, 'stat'>): Promise<boolean> {
  try {
    await files.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The text as the user sees it, saved or not; undefined when there is no such file. */
export async function readLayoutFile(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open !== undefined) {
    return open.getText();
  }
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return undefined;
    }
    throw error;
  }
}

/** Undefined when the user called it off. */
export async function choosePair(args: readonly unknown[], title: string): Promise<Pair | undefined> {
  const [given] = args;
  const uri = given instanceof vscode.Uri ? given : (ofEditor() ?? (await choose(title)));
  return uri === undefined ? undefined : pairOf(uri, vscode.workspace.fs);
}

/** The layout file that is being edited. */
function ofEditor(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri !== undefined && isLayoutFile(uri) ? uri : undefined;
}

async function choose(title: string): Promise<vscode.Uri | undefined> {
  const uris = await vscode.window.showOpenDialog({
    title,
    openLabel: l10n.t('Choose'),
    filters: { [l10n.t('PDF')]: ['pdf'] },
  });
  return uris?.[0];
}

/** For messages. */
export function namesOf({ pdf, layoutFile }: Pair): { readonly pdf: string; readonly layoutFile: string } {
  return { pdf: getFileName(pdf), layoutFile: getFileName(layoutFile) };
}
