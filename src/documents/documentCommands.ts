import { OpenSignError, type ErrorKind } from '../api/errors';
import { guardedWrite } from '../environment/guardedWrite';
import type { Arguments } from '../objects/objectCommands';
import { errorText, showErrorText } from '../ui/errorMessage';
import { askForText } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { getTitle } from '../ui/title';
import { isDocumentGroup, type DocumentJson } from './documentApi';
import { MoreDocumentsNode } from './documentRows';
import { getDocument, inProgress, notDraft, type DocumentsContext } from './documentTarget';

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
    if (!(error instanceof OpenSignError) || !planErrors.includes(error.kind)) {
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
