import * as vscode from 'vscode';
import { documentState } from '../api/documentState';
import { OpenSignError } from '../api/errors';
import { openInBrowser } from '../environment/active';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { DocumentsContext } from './documentsContext';
import { isDocumentGroup } from './documentGroups';
import { MoreDocumentsNode } from './documentNodes';
import { targetOf } from './documentTarget';
import { withoutLinks } from './withoutLinks';

/** Reads the next page of a group; without one, of the first group that has more. */
export async function loadMoreDocuments(
  { groups }: DocumentsContext,
  args: readonly unknown[],
): Promise<void> {
  const [item] = args;
  const wanted = item instanceof MoreDocumentsNode ? item.parent.group : item;
  const group = isDocumentGroup(wanted)
    ? wanted
    : groups.opened.find((opened) => groups.list(opened).state.hasMore);
  if (group !== undefined) {
    await groups.list(group).loadMore();
  }
}

/** Puts a document's id on the clipboard. */
export async function copyDocumentId(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Copy Document ID'));
  if (target === undefined) {
    return;
  }
  const { id } = target.document;
  await vscode.env.clipboard.writeText(id);
  showStatus(l10n.t('Document ID {0} ({1}) copied', id, environmentName(target.environment)), 5000);
}

/** Opens a document in the web app of its environment, which shows the page that fits its state. */
export async function openDocument(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Open Document in OpenSign'));
  if (target !== undefined) {
    // Ids are case-sensitive, and hold nothing that would need escaping.
    const path = `/draftDocument?docId=${target.document.id}`;
    await openInBrowser(context.environments, target.environment, path);
  }
}

/** Reads one document again: its line in the list, its signers and its tooltip. */
export async function refreshDocument(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Refresh Document'));
  if (target === undefined) {
    return;
  }
  const { environment, group } = target;
  const { id } = target.document;
  const client = await context.environments.client(environment);
  try {
    const document = withoutLinks(await client.documents.get(id));
    if (context.environments.active === environment) {
      context.groups.put(document);
    }
    if (documentState(document, group).state !== documentState({ id, roles: [] }, group).state) {
      // It belongs into another group now.
      void context.follow(environment);
    }
  } catch (error) {
    if (error instanceof OpenSignError && error.kind === 'notFound') {
      void context.follow(environment);
    }
    throw error;
  } finally {
    context.forget(environment, id);
  }
  showStatus(l10n.t('“{0}” refreshed', titleOf(target.document)), 3000);
}
