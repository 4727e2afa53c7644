import * as vscode from 'vscode';

const ending = '.opensign.json';

export function isLayoutFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(ending);
}

/** A PDF and its layout file. At least one of them exists. */
export interface Pair {
  readonly pdf: vscode.Uri;
  readonly layoutFile: vscode.Uri;
}

/** The pair that a PDF or a layout file belongs to. */
export async function getPair(uri: vscode.Uri, files: Pick<vscode.FileSystem, 'stat'>): Promise<Pair> {
  if (!isLayoutFile(uri)) {
    return { pdf: uri, layoutFile: uri.with({ path: uri.path.replace(/\.pdf$/i, '') + ending }) };
  }
  const stem = uri.path.slice(0, -ending.length);
  const pdf = uri.with({ path: `${stem}.pdf` });
  const capital = uri.with({ path: `${stem}.PDF` });
  const isCapital = !(await exists(pdf, files)) && (await exists(capital, files));
  return { pdf: isCapital ? capital : pdf, layoutFile: uri };
}

/** False also when the file system can't answer. */
export async function exists(uri: vscode.Uri, files: Pick<vscode.FileSystem, 'stat'>): Promise<boolean> {
  try {
    await files.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The text as the user sees it, saved or not. Undefined when the file doesn't exist. */
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
