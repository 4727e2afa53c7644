import * as vscode from 'vscode';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { isObject } from '../api/values';

/**
 * **Store It as the Token…**: a token that stands in a text becomes the environment's own. It is taken from the text,
 * so that it is in no command's arguments; a text that changed meanwhile is left alone.
 */
export async function storeFoundToken(
  setToken: (environment: EnvironmentName, token: string) => Promise<void>,
  [found]: readonly unknown[],
): Promise<void> {
  if (
    !isObject(found) ||
    typeof found.uri !== 'string' ||
    typeof found.start !== 'number' ||
    typeof found.end !== 'number' ||
    !isEnvironmentName(found.environment)
  ) {
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(found.uri, true));
  if (document.version !== found.version) {
    return;
  }
  await setToken(found.environment, document.getText().slice(found.start, found.end));
}
