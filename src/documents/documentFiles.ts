import * as vscode from 'vscode';
import { assertActive } from '../environment/active';
import { fetchPdf, type Arguments, type ReadLink } from '../objects/objectCommands';
import { showErrorText } from '../ui/errorMessage';
import { showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { askWhereToSave, writeWhole } from '../ui/saveFile';
import { getTitle } from '../ui/title';
import {
  completed,
  getDocument,
  notDraft,
  type AllowedStates,
  type DocumentsContext,
} from './documentTarget';

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
