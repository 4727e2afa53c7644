import * as vscode from 'vscode';
import { hasKind, OpenSignError, type ErrorKind } from '../api/errors';
import { assertActive, readFrom } from '../environment/active';
import { guardedWrite } from '../environment/guardedWrite';
import { fetchPdf, type Arguments, type ReadLink } from '../objects/objectCommands';
import { errorText, showErrorText } from '../ui/errorMessage';
import { askForText, notify, pickOne, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { askWhereToSave, writeWhole } from '../ui/saveFile';
import { getTitle } from '../ui/title';
import { isDocumentGroup, type DocumentJson } from './documentApi';
import { DocumentNode, MoreDocumentsNode } from './documentRows';
import {
  completed,
  getDocument,
  inProgress,
  notDraft,
  type AllowedStates,
  type DocumentsContext,
} from './documentTarget';
import { stateText } from './documentTexts';
import type { Watching } from './watching';

/** Reads the next page of a group, or of the first group that has more. */
export async function loadMoreDocuments({ lists }: DocumentsContext, [item]: Arguments): Promise<void> {
  const wanted = item instanceof MoreDocumentsNode ? item.parent.group : item;
  const group = isDocumentGroup(wanted)
    ? wanted
    : lists.opened.find((opened) => lists.list(opened).state.hasMore);
  if (group !== undefined) {
    await lists.list(group).loadMore();
  }
}

/** Ends signing. Asks for a reason, and for consent in either environment: it can’t be undone. */
export async function revokeDocument(context: DocumentsContext, args: Arguments): Promise<void> {
  const target = await getDocument(context, args, l10n.t('Revoke Document'), inProgress);
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const where = environmentName(environment);
  const title = getTitle(target);
  const input = await askForText({
    title: l10n.t('Revoke Document ({0})', where),
    prompt: l10n.t('Reason for revoking “{0}” (optional)', title),
    ignoreFocusOut: true,
  });
  if (input === undefined) {
    return;
  }
  const reason = input.trim() === '' ? undefined : input.trim();
  await guardedWrite(context.environments, {
    environment,
    confirm: 'always',
    question: () => ({
      question: l10n.t('Revoke the document “{0}” in {1}?', title, where),
      detail: paragraphs(
        reason === undefined ? '' : l10n.t('Reason: {0}', passage(reason)),
        l10n.t(
          'No one will be able to sign it, and its status becomes Declined. This can’t be undone, and the credit isn’t refunded.',
        ),
      ),
      button: environment === 'live' ? l10n.t('Revoke in Live') : l10n.t('Revoke in Sandbox'),
    }),
    title: l10n.t('Revoking “{0}” in {1}…', title, where),
    run: async ({ documents }, signal) => {
      await documents.revoke(id, reason, signal);
      context.watching.end(target);
    },
    after: () => context.changes.fire(target),
    done: l10n.t('Document revoked in {0}', where),
  });
}

/** The API doesn’t document how it refuses what a plan doesn’t include. */
const planErrors: readonly ErrorKind[] = ['invalidRequest', 'subscription', 'quota', 'conflict'];

/** Shows what only some plans include: form data, or the signers’ IP addresses. */
export async function showPlanJson(
  context: DocumentsContext,
  json: DocumentJson,
  kind: 'formdata' | 'signerips',
  args: Arguments,
): Promise<void> {
  const purpose = kind === 'formdata' ? l10n.t('Show Form Data') : l10n.t('Show IP Addresses of Signers');
  const target = await getDocument(context, args, purpose, notDraft);
  if (target === undefined) {
    return;
  }
  try {
    await json.show(kind, target);
  } catch (error) {
    if (!hasKind(error, ...planErrors)) {
      throw error;
    }
    const { environment } = target;
    const message = l10n.t(
      'OpenSign rejected the request for “{0}”. Form data and IP addresses of signers are included in the Teams and Enterprise plans.',
      getTitle(target),
    );
    // Has the button that opens the plans.
    await showErrorText({ ...errorText(new OpenSignError('subscription', { environment })), message });
  }
}

/** Saves the PDF with the signatures so far. */
export async function saveSignedPdf(context: DocumentsContext, args: Arguments): Promise<void> {
  const purpose = l10n.t('Save Signed PDF');
  await savePdf(context, args, purpose, notDraft, (title) => title, context.api.readFileLink);
}

/** Saves the certificate of completion, which exists after the last signature. */
export async function saveCertificate(context: DocumentsContext, args: Arguments): Promise<void> {
  const toName = (title: string) => l10n.t('{0} (certificate)', title);
  await savePdf(
    context,
    args,
    l10n.t('Save Certificate'),
    completed,
    toName,
    async ({ documents }, id, signal) => (await documents.get(id, signal)).certificate,
  );
}

async function savePdf(
  context: DocumentsContext,
  args: Arguments,
  purpose: string,
  allowed: AllowedStates,
  toName: (title: string) => string,
  readLink: ReadLink,
): Promise<void> {
  const target = await getDocument(context, args, purpose, allowed);
  if (target === undefined) {
    return;
  }
  const filters = { [l10n.t('PDF documents')]: ['pdf'] };
  const place = await askWhereToSave(purpose, `${toName(getTitle(target))}.pdf`, filters);
  if (place === undefined) {
    return;
  }
  assertActive(context.environments, target.environment);
  const bytes = await fetchPdf(context, target, readLink);
  try {
    await writeWhole(place, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await showErrorText({ message: l10n.t('Couldn’t save the file. {0}', passage(reason)) });
    return;
  }
  showStatus(l10n.t('Saved {0}', vscode.workspace.asRelativePath(place)), 5000);
}

/** Reports changes of a document and its signers from now on. */
export async function watchDocument(
  context: DocumentsContext,
  watching: Watching,
  args: readonly unknown[],
): Promise<void> {
  const { environments, lists, changes, api } = context;
  const target = await getDocument(context, args, l10n.t('Watch Document'), inProgress);
  if (target === undefined) {
    return;
  }
  const { environment, kind, id, group } = target;
  const title = getTitle(target);
  const reading = l10n.t('Reading “{0}” from {1}…', title, environmentName(environment));
  const document = await readFrom(environments, environment, reading, (client, signal) =>
    api.read(client, id, signal),
  );
  assertActive(environments, environment);
  lists.put(document);
  const isWatched = watching.start(environment, document, group);
  changes.fire({ environment, kind, id, isListed: isWatched });
  if (isWatched) {
    showStatus(l10n.t('Watching “{0}”. Checks for changes while this window is in focus.', title), 5000);
  } else {
    void notify('information', l10n.t('“{0}” has ended, so it can’t be watched.', title));
  }
}

/** Stops watching a document: that of the row, or one that the user picks among the watched ones. */
export async function unwatchDocument(
  { environments }: Pick<DocumentsContext, 'environments'>,
  watching: Watching,
  [node]: readonly unknown[],
): Promise<void> {
  if (node instanceof DocumentNode) {
    assertActive(environments, node.target.environment);
    watching.end(node.target);
    return;
  }
  const environment = environments.active;
  const where = environmentName(environment);
  const items = watching.getWatched(environment).map(({ id, last }) => ({
    id,
    label: getTitle(last),
    description: stateText(last.state),
    detail: id,
  }));
  if (items.length === 0) {
    void notify('information', l10n.t('No document is watched in {0}.', where));
    return;
  }
  const title = l10n.t('Stop Watching Document ({0})', where);
  const choice = await pickOne(items, { title, matchOnDetail: true });
  if (choice !== undefined) {
    watching.end({ environment, id: choice.id });
  }
}
