import type * as vscode from 'vscode';
import type { TextEdit } from './textEdit';

/** A text as VS Code has it, with what was not saved yet. */
export type EnvDocument = Pick<
  vscode.TextDocument,
  'uri' | 'languageId' | 'version' | 'getText' | 'isDirty' | 'positionAt'
>;

/** What changes in one file. Without a document the file is made, with the edits' texts as its content. */
export interface FileChange {
  readonly uri: vscode.Uri;
  readonly document: EnvDocument | undefined;
  /** The version of the document that the edits were made for. */
  readonly version: number | undefined;
  readonly edits: readonly TextEdit[];
}

/** Edits of a document as it is now. */
export function changeOf(
  uri: vscode.Uri,
  document: EnvDocument | undefined,
  edits: readonly TextEdit[],
): FileChange {
  return { uri, document, version: document?.version, edits };
}

/** Whether the document changed since the edits were made: their offsets mean something else now. */
export function isOutdated({ document, version }: FileChange): boolean {
  return document?.version !== version;
}

export interface WorkspaceFolder {
  readonly name: string;
  readonly uri: vscode.Uri;
}

/** What these commands need of VS Code: its own functions, or a test's. */
export interface EnvHost {
  readonly folders: readonly WorkspaceFolder[];
  /** The file of the active editor. */
  readonly activeFile: vscode.Uri | undefined;
  parse(uri: string): vscode.Uri;
  /** Rejects when there is no such document, or it is no text. */
  open(uri: vscode.Uri): Promise<EnvDocument>;
  /** The file that a document is a part of, such as a cell of a notebook; else the uri itself. */
  fileOf(uri: vscode.Uri): vscode.Uri;
  folderOf(uri: vscode.Uri): vscode.Uri | undefined;
  /** Undefined when there is nothing there, or it can't be read. Never rejects. */
  kind(uri: vscode.Uri): Promise<'file' | 'folder' | undefined>;
  /** The file that is written when this one is: links are followed. Undefined when that can't be known. */
  realFile(uri: vscode.Uri): Promise<vscode.Uri | undefined>;
  /** Asks for one of several folders; undefined when called off. */
  pickFolder(question: string): Promise<vscode.Uri | undefined>;
  /** How a file is called in a sentence: by its path in the workspace. */
  nameOf(uri: vscode.Uri): string;
  /** Makes all changes in one step that can be undone, or none when one is outdated. Resolves with whether they were made. */
  apply(changes: readonly FileChange[]): Promise<boolean>;
  /** Resolves with whether the file holds what its document does. Never rejects. */
  save(uri: vscode.Uri): Promise<boolean>;
  /** Asks in a modal dialog; undefined when it was closed. */
  ask(question: string, detail: string, ...buttons: readonly string[]): Promise<string | undefined>;
  /** Says something that did not go as it should. */
  warn(message: string): void;
  /** Says how it went, with a button. Resolves, when the message is gone, with whether the button was chosen. */
  offer(severity: 'information' | 'warning', message: string, button: string): Promise<boolean>;
  show(uri: vscode.Uri): Promise<void>;
}
