import * as vscode from 'vscode';
import { isObjectId } from '../api/values';

export const ignoredIdsSetting = 'opensign.editor.ignoredIds';

/** Ids that are never reported in a file. */
export function ignoredIds(uri: vscode.Uri | undefined): ReadonlySet<string> {
  const value = vscode.workspace.getConfiguration(undefined, uri).get<unknown>(ignoredIdsSetting);
  return new Set(Array.isArray(value) ? value.filter(isObjectId) : []);
}

/** **Ignore this ID**: for the workspace, or for the user where no folder is open. */
export async function ignoreId(args: readonly unknown[]): Promise<void> {
  const [id] = args;
  if (!isObjectId(id)) {
    return;
  }
  const { ConfigurationTarget, workspace } = vscode;
  const hasWorkspace = workspace.workspaceFolders !== undefined || workspace.workspaceFile !== undefined;
  const target = hasWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const settings = workspace.getConfiguration();
  const values = settings.inspect<unknown>(ignoredIdsSetting);
  const before = hasWorkspace ? values?.workspaceValue : values?.globalValue;
  const ids = Array.isArray(before) ? before.filter(isObjectId) : [];
  await settings.update(ignoredIdsSetting, [...new Set([...ids, id])], target);
}
