import type * as vscode from 'vscode';
import { setContext } from '../ui/contextKeys';

const uploadedKey = 'opensign.hasUploaded';

/** Tells the walkthrough whether there was an upload before. `state` is that of all windows. */
export function recallUpload(state: vscode.Memento): void {
  setContext('opensign.hasUploaded', state.get<unknown>(uploadedKey) === true);
}

/** Takes note of an upload that succeeded. */
export async function rememberUpload(state: vscode.Memento): Promise<void> {
  if (state.get<unknown>(uploadedKey) !== true) {
    setContext('opensign.hasUploaded', true);
    await state.update(uploadedKey, true);
  }
}
