import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { ask, notify } from '../ui/gateway';
import type { TextEdit } from './dotEnv';

/** A text with unsaved changes. */
export type EnvDocument = Pick<
  vscode.TextDocument,
  'uri' | 'languageId' | 'version' | 'getText' | 'isDirty' | 'positionAt'
>;

/** Edits of one file. Without a document the file is created. */
export interface FileChange {
  readonly uri: vscode.Uri;
  readonly document: EnvDocument | undefined;
  /** The version of the document that the edits are for. */
  readonly version: number | undefined;
  readonly edits: readonly TextEdit[];
}

/** Edits of a document as it is now. */
export function toChange(
  uri: vscode.Uri,
  document: EnvDocument | undefined,
  edits: readonly TextEdit[],
): FileChange {
  return { uri, document, version: document?.version, edits };
}

/** Whether the document has changed since, so that the edits' offsets are wrong. */
export function isOutdated({ document, version }: FileChange): boolean {
  return document?.version !== version;
}

/** What the commands for `.env` use of VS Code. Tests replace it. */
export const vscodeHost = {
  get folders(): readonly Pick<vscode.WorkspaceFolder, 'name' | 'uri'>[] {
    return vscode.workspace.workspaceFolders ?? [];
  },

  get activeFile(): vscode.Uri | undefined {
    return vscode.window.activeTextEditor?.document.uri ?? vscode.window.activeNotebookEditor?.notebook.uri;
  },

  parse(uri: string): vscode.Uri {
    return vscode.Uri.parse(uri);
  },

  /** Rejects when there is no such document, or it isn't text. */
  async open(uri: vscode.Uri): Promise<EnvDocument> {
    return vscode.workspace.openTextDocument(uri);
  },

  /** The notebook of a cell, otherwise the URI itself. */
  fileOf(uri: vscode.Uri): vscode.Uri {
    if (uri.scheme !== 'vscode-notebook-cell') {
      return uri;
    }
    const key = uri.toString();
    const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
      candidate.getCells().some(({ document }) => document.uri.toString() === key),
    );
    return notebook?.uri ?? uri;
  },

  folderOf(uri: vscode.Uri): vscode.Uri | undefined {
    return vscode.workspace.getWorkspaceFolder(uri)?.uri;
  },

  /** Never rejects. */
  async kind(uri: vscode.Uri): Promise<'file' | 'folder' | undefined> {
    try {
      const { type } = await vscode.workspace.fs.stat(uri);
      // A link to a folder is both.
      return (type & vscode.FileType.Directory) !== 0 ? 'folder' : 'file';
    } catch {
      return undefined;
    }
  },

  /** The file that is really written, links followed. Undefined when that can't be determined. */
  async realFile(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
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

  async pickFolder(question: string): Promise<vscode.Uri | undefined> {
    const options = { placeHolder: question, ignoreFocusOut: true };
    return (await vscode.window.showWorkspaceFolderPick(options))?.uri;
  },

  /** The path in the workspace, for messages. */
  nameOf(uri: vscode.Uri): string {
    return vscode.workspace.asRelativePath(uri);
  },

  /** Makes all changes as one step for Undo, or none when one is outdated. Resolves with whether they were made. */
  async apply(changes: readonly FileChange[]): Promise<boolean> {
    return !changes.some(isOutdated) && (await vscode.workspace.applyEdit(toWorkspaceEdit(changes)));
  },

  /** Resolves with whether the file was saved. Never rejects. */
  async save(uri: vscode.Uri): Promise<boolean> {
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      // Auto Save may have been faster.
      return (await document.save()) || !document.isDirty;
    } catch {
      return false;
    }
  },

  ask,

  warn(message: string): void {
    void notify('warning', message);
  },

  /** Shows a message. Resolves with whether the button was pressed. */
  async offer(severity: 'information' | 'warning', message: string, button: string): Promise<boolean> {
    return (await notify(severity, message, button)) === button;
  },

  async show(uri: vscode.Uri): Promise<void> {
    await vscode.window.showTextDocument(uri);
  },
};

export type EnvHost = typeof vscodeHost;

function toWorkspaceEdit(changes: readonly FileChange[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, document, edits } of changes) {
    if (document === undefined) {
      // If the file exists by now, the whole edit fails.
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

/**
 * The path of the file that is really written, links followed. The file may be missing, but not its folder. Undefined
 * when the path can't be resolved, for example for a link without a target. Never rejects.
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
      const folder = isMissing ? await realpath(dirname(path)).catch(() => undefined) : undefined;
      return folder === undefined ? undefined : join(folder, basename(path));
    }
  }
}
