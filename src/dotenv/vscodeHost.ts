import * as vscode from 'vscode';
import { ask, notify } from '../ui/gateway';
import { realPath } from './envFiles';
import { isOutdated, type EnvHost, type FileChange } from './dotenvHost';

export const vscodeHost: EnvHost = {
  get folders() {
    return vscode.workspace.workspaceFolders ?? [];
  },
  get activeFile() {
    return vscode.window.activeTextEditor?.document.uri ?? vscode.window.activeNotebookEditor?.notebook.uri;
  },
  parse: (uri) => vscode.Uri.parse(uri),
  open: async (uri) => vscode.workspace.openTextDocument(uri),
  fileOf,
  folderOf: (uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri,
  kind: async (uri) => {
    try {
      const { type } = await vscode.workspace.fs.stat(uri);
      // A link to a folder is both.
      return (type & vscode.FileType.Directory) !== 0 ? 'folder' : 'file';
    } catch {
      return undefined;
    }
  },
  realFile: async (uri) => {
    if (uri.scheme === 'file') {
      const path = await realPath(uri.fsPath);
      return path === undefined ? undefined : vscode.Uri.file(path);
    }
    try {
      const { type } = await vscode.workspace.fs.stat(uri);
      return (type & vscode.FileType.SymbolicLink) === 0 ? uri : undefined;
    } catch {
      return uri;
    }
  },
  pickFolder: async (question) =>
    (await vscode.window.showWorkspaceFolderPick({ placeHolder: question, ignoreFocusOut: true }))?.uri,
  nameOf: (uri) => vscode.workspace.asRelativePath(uri),
  apply: async (changes) =>
    !changes.some(isOutdated) && (await vscode.workspace.applyEdit(workspaceEdit(changes))),
  save,
  ask,
  warn: (message) => void notify('warning', message),
  offer: async (severity, message, button) => (await notify(severity, message, button)) === button,
  show: async (uri) => {
    await vscode.window.showTextDocument(uri);
  },
};

function workspaceEdit(changes: readonly FileChange[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, document, edits } of changes) {
    if (document === undefined) {
      // Nothing that came into being meanwhile is written over: the whole edit fails then.
      edit.createFile(uri, { overwrite: false, ignoreIfExists: false });
      edit.insert(uri, new vscode.Position(0, 0), edits.map(({ text }) => text).join(''));
    } else {
      for (const { start, end, text } of edits) {
        edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
      }
    }
  }
  return edit;
}

async function save(uri: vscode.Uri): Promise<boolean> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    // Auto-save may have been faster.
    return (await document.save()) || !document.isDirty;
  } catch {
    return false;
  }
}

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
