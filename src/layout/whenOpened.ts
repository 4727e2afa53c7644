import * as vscode from 'vscode';
import { isLayoutFile } from './pair';

/** Calls back once a layout file is open in this window: now, or when the first one is opened. */
export function whenLayoutFileOpens(callback: () => void): vscode.Disposable {
  let called = false;
  const look = (document: vscode.TextDocument) => {
    if (!called && isLayoutFile(document.uri)) {
      called = true;
      callback();
      subscription.dispose();
    }
  };
  const subscription = vscode.workspace.onDidOpenTextDocument(look);
  vscode.workspace.textDocuments.forEach(look);
  return subscription;
}
