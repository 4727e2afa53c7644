import * as vscode from 'vscode';
import type { OpenSignError } from '../api/errors';
import type { Outgoing } from '../api/outgoing';
import { errorText, showErrorText } from '../ui/errorMessage';
import { ask, notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { Delivery } from './sendDocument';
import { droppedText, failureText, sentText } from './sendTexts';

/** Where the list of documents is. */
export interface DocumentsView {
  show(): Promise<void>;
}

/** Tells how sending ended. Resolves when the message is gone. */
export async function showDelivery(delivery: Delivery, documents: DocumentsView): Promise<void> {
  const { outgoing, document, dropped, readBack, noteFailed } = delivery;
  const { id } = document;
  const copyId = l10n.t('Copy Document ID');
  const show = l10n.t('Show Documents');
  if (id === undefined) {
    if ((await notify('error', droppedText(outgoing, id, dropped), show)) === show) {
      await documents.show();
    }
    return;
  }
  if (dropped.length > 0) {
    const open = l10n.t('Open in OpenSign');
    const choice = await notify('error', droppedText(outgoing, id, dropped), open, copyId);
    if (choice === open) {
      await openDocument(outgoing, id);
    } else if (choice === copyId) {
      await vscode.env.clipboard.writeText(id);
    }
    return;
  }
  const copyLinks = l10n.t('Copy Signing Links…');
  const text = sentText(outgoing, readBack.title, readBack.ignored);
  const buttons = [show, copyId, copyLinks];
  const withoutNote = l10n.t('{0} Its note couldn’t be set.', passage(text));
  const isComplete = !noteFailed && readBack.ignored.length === 0;
  const choice = await notify(
    isComplete ? 'information' : 'warning',
    noteFailed ? withoutNote : text,
    ...buttons,
  );
  if (choice === show) {
    await documents.show();
  } else if (choice === copyId) {
    await vscode.env.clipboard.writeText(id);
  } else if (choice === copyLinks) {
    await copySigningLinks(delivery);
  }
}

/** Tells that nobody knows whether it was sent. Resolves when the message is gone. */
export async function showUnknown(
  outgoing: Outgoing,
  error: OpenSignError,
  documents: DocumentsView,
): Promise<void> {
  const show = l10n.t('Show Documents');
  const { message, severity = 'error' } = errorText(error);
  const text =
    error.kind === 'canceled'
      ? l10n.t(
          'Canceled while sending “{0}” in {1}. It may still have been sent, so check Documents first.',
          outgoing.title,
          environmentName(outgoing.client.environment),
        )
      : message;
  if ((await notify(severity, text, show)) === show) {
    await documents.show();
  }
}

/** Tells that it was not sent. Resolves when the message is gone. */
export async function showFailure(outgoing: Outgoing, error: OpenSignError): Promise<void> {
  await showErrorText(failureText(outgoing, error));
}

async function copySigningLinks({ outgoing, document }: Delivery): Promise<void> {
  const button = l10n.t('Copy Links');
  const question = l10n.t(
    'Copy the signing links of “{0}” ({1})?',
    outgoing.title,
    environmentName(outgoing.client.environment),
  );
  const detail = l10n.t('Anyone with a link can sign as its signer. Share each link with its signer only.');
  if ((await ask(question, detail, button)) === button) {
    const lines = document.links.map(({ email, url }) => `${email}: ${url}`);
    await vscode.env.clipboard.writeText(lines.join('\n'));
  }
}

async function openDocument({ client }: Outgoing, id: string): Promise<void> {
  // The web app's own way to the right page, whatever the state. Source: api.md 8.
  await vscode.env.openExternal(vscode.Uri.parse(`${client.origin}/draftDocument?docId=${id}`));
}
