import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import type { Changes } from '../api/template';
import { OpenSignError } from '../api/errors';
import { fetchFresh } from '../api/download';
import type { Clock } from '../api/fetch';
import { assertActive, openInBrowser, readFrom } from '../environment/active';
import type { Environments } from '../environment/environments';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import type { ApiObject, ObjectChanges, ObjectRef, ObjectTarget } from './objectChanges';
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
  /** Where the web app shows an object. The ID follows. */
  readonly pagePath: string;
  update(client: OpenSignClient, id: string, changes: Changes, signal: AbortSignal): Promise<void>;
  delete(client: OpenSignClient, id: string, signal: AbortSignal): Promise<void>;
}

/** Texts that name the kind of object, whole so that they can be translated. */
export interface ObjectTexts {
  /** Titles of dialogs. */
  readonly titles: Readonly<Record<CommandName, string>>;
  idCopied(id: string, where: string): string;
  /** What the user is asked about a new title in Live. */
  renameDetail(title: string): string;
  renamed(where: string): string;
  noteChanged(where: string): string;
  deleteQuestion(title: string, where: string): string;
  deleteDetail(id: string): string;
  deleted(where: string): string;
}

type CommandName = 'copyId' | 'open' | 'refresh' | 'preview' | 'showJson' | 'rename' | 'editNote' | 'delete';

export type Arguments = readonly unknown[];

/** What commands on objects of one kind need. */
export interface ObjectContext<T extends ApiObject, Target extends ObjectTarget<T> = ObjectTarget<T>> {
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
  readonly isListed?: (object: T) => boolean;
  readonly onDeleted?: (target: ObjectTarget<T>) => void;
}

export async function copyId<T extends ApiObject>(context: ObjectContext<T>, args: Arguments): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.copyId);
  if (target !== undefined) {
    await vscode.env.clipboard.writeText(target.id);
    showStatus(context.texts.idCopied(target.id, environmentName(target.environment)), 5000);
  }
}

/** Opens an object in the web app of its environment. An ID needs no escaping in a URL. */
export async function openObject<T extends ApiObject>(
  context: ObjectContext<T>,
  args: Arguments,
): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.open);
  if (target !== undefined) {
    await openInBrowser(context.environments, target.environment, context.api.pagePath + target.id);
  }
}

/** Reads one object again: its row, its children and its tooltip. */
export async function refreshObject<T extends ApiObject>(
  context: ObjectContext<T>,
  args: Arguments,
): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.refresh);
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
    isListed = context.isListed?.(object) ?? true;
  } catch (error) {
    isListed = !(error instanceof OpenSignError && error.kind === 'notFound');
    throw error;
  } finally {
    context.changes.fire({ environment, kind, id, isListed });
  }
  showStatus(l10n.t('“{0}” refreshed', getTitle(target)), 3000);
}

/** Shows an object in `json`. */
export async function showJson<T extends ApiObject, Kind extends string>(
  context: ObjectContext<T>,
  json: { show(kind: Kind, ref: ObjectRef): Promise<void> },
  kind: Kind,
  args: Arguments,
): Promise<void> {
  const target = await context.getTarget(args, context.texts.titles.showJson);
  if (target !== undefined) {
    await json.show(kind, target);
  }
}

/** Shows the current PDF of an object in an editor. */
export async function previewPdf<T extends ApiObject>(
  context: ObjectContext<T>,
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
export async function fetchPdf<T extends ApiObject>(
  context: Pick<ObjectContext<T>, 'environments'>,
  target: ObjectTarget<T>,
  readLink: ReadLink,
): Promise<Uint8Array> {
  const { environment, id } = target;
  const title = l10n.t('Fetching the PDF of “{0}” from {1}…', getTitle(target), environmentName(environment));
  return readFrom(context.environments, environment, title, (client, signal) =>
    fetchFresh(client, () => readLink(client, id, signal), signal),
  );
}
