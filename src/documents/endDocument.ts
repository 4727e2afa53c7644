import { assertActive } from '../environment/active';
import { ask, askForText, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { change } from './changeDocument';
import type { DocumentsContext } from './documentsContext';
import { targetOf, underWay } from './documentTarget';

/** Ends signing, after asking for a reason and for consent in either environment: nobody can undo it. */
export async function revokeDocument(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Revoke Document'), underWay);
  if (target === undefined) {
    return;
  }
  const { environment, document } = target;
  const where = environmentName(environment);
  const title = titleOf(document);
  const input = await askForText({
    title: l10n.t('Revoke Document ({0})', where),
    prompt: l10n.t('Reason for revoking “{0}” (optional)', title),
    ignoreFocusOut: true,
  });
  if (input === undefined) {
    return;
  }
  assertActive(context.environments, environment);
  const reason = input.trim() === '' ? undefined : input.trim();
  const button = environment === 'live' ? l10n.t('Revoke in Live') : l10n.t('Revoke in Sandbox');
  const consequence = l10n.t(
    'No one will be able to sign it, and its status becomes Declined. This can’t be undone, and the credit isn’t refunded.',
  );
  const detail =
    reason === undefined ? consequence : `${l10n.t('Reason: {0}', passage(reason))}\n\n${consequence}`;
  const question = l10n.t('Revoke the document “{0}” in {1}?', title, where);
  if ((await ask(question, detail, button)) !== button) {
    return;
  }
  assertActive(context.environments, environment);
  const progress = l10n.t('Revoking “{0}” in {1}…', title, where);
  await change(context, target, progress, async (client, signal) => {
    await client.documents.revoke(document.id, reason, signal);
    context.unwatch(environment, document.id);
  });
  showStatus(l10n.t('Document revoked in {0}', where), 5000);
}

/** Archives a document, after asking in either environment: the API has no way back. */
export async function deleteDocument(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Delete Document'));
  if (target === undefined) {
    return;
  }
  const { environment, document } = target;
  const where = environmentName(environment);
  const title = titleOf(document);
  const button = environment === 'live' ? l10n.t('Delete in Live') : l10n.t('Delete in Sandbox');
  const question = l10n.t('Delete the document “{0}” in {1}?', title, where);
  const detail = l10n.t(
    'ID {0}. It’s archived and can’t be restored through the API. The credit isn’t refunded.',
    document.id,
  );
  if ((await ask(question, detail, button)) !== button) {
    return;
  }
  assertActive(context.environments, environment);
  const progress = l10n.t('Deleting “{0}” in {1}…', title, where);
  await change(context, target, progress, async (client, signal) => {
    await client.documents.delete(document.id, signal);
    context.unwatch(environment, document.id);
    if (context.environments.active === environment) {
      context.groups.remove(document.id);
    }
  });
  showStatus(l10n.t('Document deleted in {0}', where), 5000);
}
