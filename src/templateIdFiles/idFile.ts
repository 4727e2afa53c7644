import * as vscode from 'vscode';
import { writeWhole } from '../ui/saveFile';
import { difference } from './difference';
import { formatOf } from './format';
import { plainText } from './idFileLayout';

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/** The text as the user sees it, saved or not; undefined when there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) {
    return open.getText();
  }
  try {
    return decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return undefined;
    }
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  // A byte order mark stays, so that it can be written again.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Whether ids were written to this file, even if it was broken since. Never rejects. */
export async function isIdFile(uri: vscode.Uri): Promise<boolean> {
  const format = formatOf(uri.path);
  if (format === undefined) {
    return false;
  }
  try {
    const text = await readText(uri);
    return text !== undefined && format.isOurs(plainText(text));
  } catch {
    return false;
  }
}

/**
 * Puts `after` in the place of `before`: as one edit that can be undone when the file is open, which is saved then,
 * otherwise as a whole. Resolves with false when the file is not what it was, or the editor refuses.
 */
export async function replaceText(
  uri: vscode.Uri,
  before: string | undefined,
  after: string,
): Promise<boolean> {
  if ((await readText(uri)) !== before) {
    return false;
  }
  const document = openDocument(uri);
  if (document === undefined) {
    await writeWhole(uri, new TextEncoder().encode(after));
    return true;
  }
  const edit = new vscode.WorkspaceEdit();
  const { start, end, text } = difference(document.getText(), after);
  edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  return (await vscode.workspace.applyEdit(edit)) && (await document.save());
}
