import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import type { Changes } from '../api/template';
import { hasKind } from '../api/errors';
import { fetchFresh } from '../api/download';
import type { Clock } from '../api/fetch';
import { assertActive, openInBrowser, readFrom } from '../environment/active';
import type { Environments } from '../environment/environments';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import type { ApiObject, ObjectChanges, ObjectPlace, ObjectRef, ObjectTarget } from './objectChanges';
import type { ObjectLists } from './objectLists';

export type ReadLink = (
  client: OpenSignClient,
  id: string,
  signal: AbortSignal,
) => Promise<string | undefined>;

/** What the API offers for each kind of object. */
export interface ObjectApi<T> {
  /** Reads an object without its links. */
  read(client: OpenSignClient, id: string, signal?: AbortSignal): Promise<T>;
  readonly readFileLink: ReadLink;
  /** Where the web app shows an object. The ID follows. */
  readonly pagePath: string;
  update(client: OpenSignClient, id: string, changes: Changes, signal: AbortSignal): Promise<void>;
  delete(client: OpenSignClient, id: string, signal: AbortSignal): Promise<void>;
}

/** Texts that name the kind of object. Each is a whole sentence, so that it can be translated. */
export interface ObjectTexts {
  readonly titles: Readonly<Record<CommandName, string>>;
  idCopied(id: string, where: string): string;
  /** The detail of the question before a rename in Live. */
  renameDetail(title: string): string;
  renamed(where: string): string;
  noteChanged(where: string): string;
  deleteQuestion(title: string, where: string): string;
  deleteDetail(id: string): string;
  deleted(where: string): string;
}

type CommandName = 'copyId' | 'open' | 'refresh' | 'preview' | 'showJson' | 'rename' | 'editNote' | 'delete';

export type Arguments = readonly unknown[];

export interface ObjectContext<
  T extends ApiObject = ApiObject,
  Target extends ObjectTarget<T> = ObjectTarget<T>,
> {
  readonly environments: Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;
  readonly changes: Pick<ObjectChanges, 'fire'>;
  readonly clock: Clock;
  readonly lists: Pick<ObjectLists<T>, 'put' | 'remove'>;
  readonly api: ObjectApi<T>;
  readonly texts: ObjectTexts;
  /**
   * The object that a command is for: the row it was called on, or one that the user picks under the title `purpose`.
   * Undefined when none is picked.
   */
  readonly getTarget: (args: Arguments, purpose: string) => Promise<Target | undefined>;
  /** Whether an object that was read again is still in the list it was found in. */
  isListed?(object: T): boolean;
  onDeleted?(target: ObjectPlace): void;
}

export async function copyId(context: ObjectContext, args: Arguments): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.copyId);
  if (target !== undefined) {
    await vscode.env.clipboard.writeText(target.id);
    showStatus(context.texts.idCopied(target.id, environmentName(target.environment)), 5000);
  }
}

/** Opens an object in the web app of its environment. An ID needs no escaping in a URL. */
export async function openObject(context: ObjectContext, args: Arguments): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.open);
  if (target !== undefined) {
    await openInBrowser(context.environments, target.environment, context.api.pagePath + target.id);
  }
}

/** Reads one object again: its row, its children and its tooltip. */
export async function refreshObject(context: ObjectContext, args: Arguments): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.refresh);
  if (target === undefined) {
    return;
  }
  const { environment, kind, id } = target;
  let isListed = true;
  try {
    const object = await readAgain(context, target);
    isListed = context.isListed?.(object) ?? true;
  } catch (error) {
    isListed = !hasKind(error, 'notFound');
    throw error;
  } finally {
    context.changes.fire({ environment, kind, id, isListed });
  }
  showStatus(l10n.t('“{0}” refreshed', getTitle(target)), 3000);
}

/** Reads an object into the lists that contain it. Rejects as a read does. */
export async function readAgain(
  { environments, api, lists }: ObjectContext,
  { environment, id }: ObjectPlace,
): Promise<ApiObject> {
  const object = await api.read(await environments.client(environment), id);
  if (environments.active === environment) {
    lists.put(object);
  }
  return object;
}

export async function showJson<Kind extends string>(
  context: ObjectContext,
  json: { show(kind: Kind, ref: ObjectRef): Promise<void> },
  kind: Kind,
  args: Arguments,
): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.showJson);
  if (target !== undefined) {
    await json.show(kind, target);
  }
}

export async function previewPdf(
  context: ObjectContext,
  previews: { show(id: string, title: string, bytes: Uint8Array): Promise<void> },
  args: Arguments,
): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.preview);
  if (target === undefined) {
    return;
  }
  const { environment, kind, id } = target;
  const bytes = await fetchPdf(context, target, context.api.readFileLink);
  assertActive(context.environments, environment);
  const title = l10n.t('Preview: {0} ({1})', getTitle(target), environmentName(environment));
  await previews.show(`${environment}/${kind}/${id}`, title, bytes);
}

/** Fetches a PDF by a fresh link, which is not kept. Rejects as a read does, and with kind `badFile` without a link. */
export async function fetchPdf(
  context: Pick<ObjectContext, 'environments'>,
  target: ObjectRef,
  readLink: ReadLink,
): Promise<Uint8Array> {
  const { environment, id } = target;
  const title = l10n.t('Fetching the PDF of “{0}” from {1}…', getTitle(target), environmentName(environment));
  return readFrom(context.environments, environment, title, (client, signal) =>
    fetchFresh(client, () => readLink(client, id, signal), signal),
  );
}
