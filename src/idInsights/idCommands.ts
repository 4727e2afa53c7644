import * as vscode from 'vscode';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { isObjectId } from '../api/values';
import { assertActive, openInBrowser } from '../environment/active';
import type { Environments } from '../environment/environments';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { ObjectChanges } from '../objects/objectChanges';
import type { IdKind } from './idIndex';

export interface IdCommandsContext {
  readonly environments: Pick<Environments, 'active' | 'status'>;
  readonly changes: Pick<ObjectChanges, 'reveal'>;
}

interface Reference {
  readonly environment: EnvironmentName;
  readonly kind: IdKind;
  readonly id: string;
}

/** Shows an id's template or document in its view. Rejects with `otherEnvironment` when it is not of the active one. */
export async function revealId(context: IdCommandsContext, args: readonly unknown[]): Promise<void> {
  const { environment, kind, id } = referenceOf(args);
  assertActive(context.environments, environment);
  await vscode.commands.executeCommand(
    kind === 'template' ? 'opensign.templates.focus' : 'opensign.documents.focus',
  );
  await context.changes.reveal({ environment, kind, id });
}

/** Opens an id's page in the web app of its environment. */
export async function openId(
  { environments }: Pick<IdCommandsContext, 'environments'>,
  args: readonly unknown[],
): Promise<void> {
  const { environment, kind, id } = referenceOf(args);
  await openInBrowser(
    environments,
    environment,
    kind === 'template' ? `/template/${id}` : `/draftDocument?docId=${id}`,
  );
}

export async function copyId(args: readonly unknown[]): Promise<void> {
  const { environment, id } = referenceOf(args);
  await vscode.env.clipboard.writeText(id);
  showStatus(l10n.t('ID {0} ({1}) copied', id, environmentName(environment)), 5000);
}

function referenceOf([environment, kind, id]: readonly unknown[]): Reference {
  if (!isEnvironmentName(environment) || (kind !== 'template' && kind !== 'document') || !isObjectId(id)) {
    throw new OpenSignError('notFound');
  }
  return { environment, kind, id };
}
