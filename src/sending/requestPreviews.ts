import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import { cutText } from '../api/redact';
import { Disposables } from '../ui/disposables';
import { l10n } from '../ui/l10n';
import { previewText } from './shownRequest';

const scheme = 'opensign-request';

/** Requests as read-only documents, kept for as long as they are open. */
export class RequestPreviews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly texts = new Map<string, string>();
  private count = 0;

  constructor() {
    this.owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.owned.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) {
          this.texts.delete(uri.toString());
        }
      }),
    );
  }

  dispose(): void {
    this.owned.dispose();
    this.texts.clear();
  }

  /** Shows the request beside the question that is open, which keeps the focus. */
  async show(outgoing: Outgoing): Promise<void> {
    const name = cutText(outgoing.title.replace(/[^\p{L}\p{N} ._-]/gu, '_'), 80);
    const { environment } = outgoing.client;
    this.count += 1;
    const uri = vscode.Uri.from({
      scheme,
      path: `/${environment}/${name}.request.json`,
      query: String(this.count),
    });
    this.texts.set(uri.toString(), previewText(outgoing));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const text = this.texts.get(uri.toString());
    if (text === undefined) {
      // VS Code shows this in place of the text, when an editor was restored after a reload.
      throw new Error(l10n.t('This preview has expired. Open it again from the send dialog.'));
    }
    return text;
  }
}
