import * as vscode from 'vscode';
import type { Changes, OpenSignClient } from '../api/client';
import { OpenSignError } from '../api/errors';
import { fetchFresh } from '../api/freshFile';
import type { Clock } from '../api/fetch';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import { openInBrowser } from '../environment/openInBrowser';
import { readFrom } from '../environment/read';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { ApiObject, ObjectChanges, ObjectTarget } from './objectChanges';
import type { ObjectLists } from './objectLists';

/** Reads a fresh link to a file. */
export type ReadLink = (
  client: OpenSignClient,
  id: string,
  signal: AbortSignal,
) => Promise<string | undefined>;

/** What the API offers for each kind of object. */
export interface ObjectApi<T> {
  /** Reads an object without its links. */
  read(client: OpenSignClient, id: string, signal?: AbortSignal): Promise<T>;
  /** Reads the link to an object’s PDF. */
  readonly readFileLink: ReadLink;
  update(client: OpenSignClient, id: string, changes: Changes, signal: AbortSignal): Promise<void>;
  delete(client: OpenSignClient, id: string, signal: AbortSignal): Promise<void>;
}

/** What commands on objects of one kind need. */
export interface ObjectContext<T extends ApiObject, Target extends ObjectTarget<T> = ObjectTarget<T>> {
  readonly environments: Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;
  readonly changes: Pick<ObjectChanges, 'fire'>;
  readonly clock: Clock;
  readonly lists: Pick<ObjectLists<T>, 'put' | 'remove'>;
  readonly api: ObjectApi<T>;
  /**
   * The object that a command is for: the row it was called on, or one that the user picks under the title `purpose`.
   * Undefined when none is picked.
   */
  readonly getTarget: (args: readonly unknown[], purpose: string) => Promise<Target | undefined>;
}

/** Copies an object’s ID. */
export async function copyId<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  purpose: string,
  toDone: (id: string, where: string) => string,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target !== undefined) {
    await vscode.env.clipboard.writeText(target.id);
    showStatus(toDone(target.id, environmentName(target.environment)), 5000);
  }
}

/** Opens an object in the web app of its environment. An ID needs no escaping in a URL. */
export async function openObject<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  purpose: string,
  path: string,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target !== undefined) {
    await openInBrowser(context.environments, target.environment, path + target.id);
  }
}

/** Reads one object again: its row, its children and its tooltip. */
export async function refreshObject<T extends ApiObject, Target extends ObjectTarget<T>>(
  context: ObjectContext<T, Target>,
  args: readonly unknown[],
  purpose: string,
  belongsToList: (target: Target, object: T) => boolean = () => true,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target === undefined) {
    return;
  }
  const { environment, kind, id } = target;
  let isListed = true;
  const client = await context.environments.client(environment);
  try {
    const object = await context.api.read(client, id);
    if (context.environments.active === environment) {
      context.lists.put(object);
    }
    isListed = belongsToList(target, object);
  } catch (error) {
    isListed = !(error instanceof OpenSignError && error.kind === 'notFound');
    throw error;
  } finally {
    context.changes.fire({ environment, kind, id, isListed });
  }
  showStatus(l10n.t('“{0}” refreshed', titleOf(target)), 3000);
}

/** Shows the current PDF of an object in an editor. */
export async function previewPdf<T extends ApiObject>(
  context: ObjectContext<T>,
  previews: { show(id: string, title: string, bytes: Uint8Array): Promise<void> },
  args: readonly unknown[],
  purpose: string,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target === undefined) {
    return;
  }
  const { environment, kind, id } = target;
  const bytes = await fetchPdf(context, target, context.api.readFileLink);
  assertActive(context.environments, environment);
  const title = l10n.t('Preview: {0} ({1})', titleOf(target), environmentName(environment));
  await previews.show(`${environment}/${kind}/${id}`, title, bytes);
}

/** Fetches a PDF by a fresh link, which is not kept. Rejects as a read does, and with kind `badFile` without a link. */
export async function fetchPdf<T extends ApiObject>(
  context: Pick<ObjectContext<T>, 'environments'>,
  target: ObjectTarget<T>,
  readLink: ReadLink,
): Promise<Uint8Array> {
  const { environment, id } = target;
  const title = l10n.t('Fetching the PDF of “{0}” from {1}…', titleOf(target), environmentName(environment));
  return readFrom(context.environments, environment, title, (client, signal) =>
    fetchFresh(client, () => readLink(client, id, signal), signal),
  );
}
