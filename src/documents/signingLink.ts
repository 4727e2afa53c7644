import * as vscode from 'vscode';
import { OpenSignError } from '../api/errors';
import { assertActive, readFrom } from '../environment/active';
import { ask, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { DocumentsContext } from './documentsContext';
import { pickSigner } from './pickSigner';
import { targetOf, underWay } from './documentTarget';
import { withoutLinks } from './withoutLinks';

/**
 * Puts the link by which one signer signs on the clipboard, after saying what it is. It is read when it is needed,
 * kept nowhere and shown nowhere.
 */
export async function copySigningLink(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const purpose = l10n.t('Copy Signing Link');
  const target = await targetOf(context, args, purpose, underWay);
  if (target === undefined) {
    return;
  }
  const { environment } = target;
  const { id } = target.document;
  const where = environmentName(environment);
  const title = titleOf(target.document);
  const reading = l10n.t('Reading the signing links of “{0}” from {1}…', title, where);
  const { links, document } = await readFrom(
    context.environments,
    environment,
    reading,
    async (client, signal) => ({
      links: await client.documents.signingLinks(id, signal),
      document: withoutLinks(await client.documents.get(id, signal)),
    }),
  );
  if (links.length === 0) {
    void notify('information', l10n.t('OpenSign has no signing links for “{0}”.', title));
    return;
  }
  const emails = links.map((link) => link.email);
  const email = await pickSigner(environment, document, emails, purpose, context.clock.now());
  const link = links.find((candidate) => candidate.email === email);
  if (email === undefined || link === undefined) {
    return;
  }
  const copy = l10n.t('Copy Link');
  const question = l10n.t('Copy {0}’s signing link for “{1}” ({2})?', passage(email), title, where);
  const detail = l10n.t(
    'Anyone with this link can sign as {0} without signing in. Other programs can read the clipboard.',
    passage(email),
  );
  if ((await ask(question, detail, copy)) !== copy) {
    return;
  }
  assertActive(context.environments, environment);
  if (!/^https?:\/\//i.test(link.url)) {
    throw new OpenSignError('notOpenSign', { environment });
  }
  await vscode.env.clipboard.writeText(link.url);
  showStatus(l10n.t('Copied {0}’s signing link ({1})', passage(email), where), 5000);
}
