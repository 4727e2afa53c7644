import * as vscode from 'vscode';

/**
 * Asks a question that has to be answered before anything goes on. Resolves with the chosen button's text, or
 * undefined when the dialog was closed. The question names environment and object; buttons are verbs.
 */
export async function ask(
  question: string,
  detail: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  return vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
}
