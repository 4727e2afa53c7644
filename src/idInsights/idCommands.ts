import * as vscode from 'vscode';
import { isEnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { isObject, isObjectId } from '../api/values';
import { assertActive, openInBrowser } from '../environment/active';
import type { Environments } from '../environment/environments';
import { setToken } from '../environment/setToken';
import type { ObjectChanges, ObjectRef } from '../objects/objectChanges';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';

export const ignoredIdsSetting = 'opensign.editor.ignoredIds';

type Arguments = readonly unknown[];

/** Selects an ID's template or document in its view. Rejects with `otherEnvironment` unless its environment is active. */
export async function revealId(
  environments: Pick<Environments, 'active'>,
  changes: Pick<ObjectChanges, 'reveal'>,
  args: Arguments,
): Promise<void> {
  const ref = parseRef(args);
  assertActive(environments, ref.environment);
  await vscode.commands.executeCommand(`opensign.${ref.kind}s.focus`);
  await changes.reveal(ref);
}

/** Opens an ID's page in the web app of its environment. */
export async function openId(environments: Pick<Environments, 'status'>, args: Arguments): Promise<void> {
  const { environment, kind, id } = parseRef(args);
  const path = kind === 'template' ? `/template/${id}` : `/draftDocument?docId=${id}`;
  await openInBrowser(environments, environment, path);
}

export async function copyId(args: Arguments): Promise<void> {
  const { environment, id } = parseRef(args);
  await vscode.env.clipboard.writeText(id);
  showStatus(l10n.t('ID {0} ({1}) copied', id, environmentName(environment)), 5000);
}

/** **Ignore This ID**: in the workspace, or in the user's settings when no folder is open. */
export async function ignoreId([id]: Arguments): Promise<void> {
  if (!isObjectId(id)) {
    return;
  }
  const { ConfigurationTarget, workspace } = vscode;
  const hasWorkspace = workspace.workspaceFolders !== undefined || workspace.workspaceFile !== undefined;
  const target = hasWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const settings = workspace.getConfiguration();
  const values = settings.inspect<unknown>(ignoredIdsSetting);
  const before = toIds(hasWorkspace ? values?.workspaceValue : values?.globalValue);
  await settings.update(ignoredIdsSetting, [...new Set([...before, id])], target);
}

/**
 * **Store as … Token…** takes the token from the document, so that it's in no command's arguments. Does nothing when
 * the document has changed since.
 */
export async function storeFoundToken(environments: Environments, [found]: Arguments): Promise<void> {
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
  if (document.version === found.version) {
    await setToken(environments, found.environment, document.getText().slice(found.start, found.end));
  }
}

/** IDs that aren't reported in a file. */
export function readIgnoredIds(uri: vscode.Uri): ReadonlySet<string> {
  return new Set(toIds(vscode.workspace.getConfiguration(undefined, uri).get<unknown>(ignoredIdsSetting)));
}

function toIds(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isObjectId) : [];
}

function parseRef([environment, kind, id]: Arguments): ObjectRef {
  if (!isEnvironmentName(environment) || (kind !== 'template' && kind !== 'document') || !isObjectId(id)) {
    throw new OpenSignError('notFound');
  }
  return { environment, kind, id };
}
