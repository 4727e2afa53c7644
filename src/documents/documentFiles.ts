import * as vscode from 'vscode';
import { fetchFresh } from '../api/freshFile';
import { assertActive, readFrom } from '../environment/active';
import { showErrorText } from '../ui/errorMessage';
import { showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { Previews } from '../preview/previews';
import { askWhereToSave, writeWhole } from '../ui/saveFile';
import { titleOf } from '../ui/title';
import type { DocumentsContext } from './documentsContext';
import { completed, notDraft, targetOf, type Target } from './documentTarget';

type FileKind = 'file' | 'certificate';

/** Shows the PDF of a document in an editor, with the signatures that it has by now. */
export async function previewDocument(
  context: DocumentsContext,
  previews: Previews,
  args: readonly unknown[],
): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Preview Signed PDF'));
  if (target === undefined) {
    return;
  }
  const { environment, document } = target;
  const bytes = await fetchFile(context, target, 'file');
  assertActive(context.environments, environment);
  const title = l10n.t('Preview: {0} ({1})', titleOf(document), environmentName(environment));
  await previews.show(`${environment}/document/${document.id}`, title, bytes);
}

/** Saves the PDF of a document, with the signatures that it has by now. */
export async function saveSignedPdf(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Save Signed PDF'), notDraft);
  if (target !== undefined) {
    const title = titleOf(target.document);
    await save(context, target, 'file', l10n.t('Save Signed PDF'), title);
  }
}

/** Saves the certificate of completion, which there is from the last signature on. */
export async function saveCertificate(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Save Certificate'), completed);
  if (target !== undefined) {
    const title = l10n.t('{0} (certificate)', titleOf(target.document));
    await save(context, target, 'certificate', l10n.t('Save Certificate'), title);
  }
}

async function save(
  context: DocumentsContext,
  target: Target,
  kind: FileKind,
  dialogTitle: string,
  name: string,
): Promise<void> {
  const place = await askWhereToSave(dialogTitle, `${name}.pdf`, {
    [l10n.t('PDF documents')]: ['pdf'],
  });
  if (place === undefined) {
    return;
  }
  assertActive(context.environments, target.environment);
  const bytes = await fetchFile(context, target, kind);
  try {
    await writeWhole(place, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await showErrorText({ message: l10n.t('The file could not be saved. {0}', passage(reason)) });
    return;
  }
  showStatus(l10n.t('Saved {0}', vscode.workspace.asRelativePath(place)), 5000);
}

/** The file as it is now: its link is read, used and forgotten. */
async function fetchFile(
  context: DocumentsContext,
  { environment, document }: Target,
  kind: FileKind,
): Promise<Uint8Array> {
  const title = l10n.t(
    'Fetching the PDF of “{0}” from {1}…',
    titleOf(document),
    environmentName(environment),
  );
  return readFrom(context.environments, environment, title, (client, signal) =>
    fetchFresh(client, async () => (await client.documents.get(document.id, signal))[kind], signal),
  );
}
