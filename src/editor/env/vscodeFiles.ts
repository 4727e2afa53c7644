import * as vscode from 'vscode';
import type { FileReader } from './files';

/** Files by `vscode.workspace.fs`, so of every file system that VS Code knows. */
export const vscodeFiles: FileReader = {
  async read(uri) {
    try {
      return await vscode.workspace.fs.readFile(uri);
    } catch {
      return undefined;
    }
  },
  async kind(uri) {
    try {
      const { type } = await vscode.workspace.fs.stat(uri);
      // A link to a folder is both.
      return (type & vscode.FileType.Directory) !== 0 ? 'folder' : 'file';
    } catch {
      return undefined;
    }
  },
};

/** The notebook that a document is a cell of, else the document itself. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') {
    return uri;
  }
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
    candidate.getCells().some(({ document }) => document.uri.toString() === key),
  );
  return notebook?.uri ?? uri;
}
