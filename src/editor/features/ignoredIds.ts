import * as vscode from 'vscode';
import { isObjectId } from '../../api/values';

const section = 'opensign.editor';
const name = 'ignoredIds';
export const ignoredIdsSetting = `${section}.${name}`;

/** Ids that are never reported in a file. */
export function ignoredIds(uri: vscode.Uri | undefined): ReadonlySet<string> {
  const value = vscode.workspace.getConfiguration(section, uri).get<unknown>(name);
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
  const settings = workspace.getConfiguration(section);
  const values = settings.inspect<unknown>(name);
  const before = hasWorkspace ? values?.workspaceValue : values?.globalValue;
  const ids = Array.isArray(before) ? before.filter(isObjectId) : [];
  await settings.update(name, [...new Set([...ids, id])], target);
}
