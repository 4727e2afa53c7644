import * as vscode from 'vscode';
import { Disposables } from '../ui/disposables';
import { inertLabel } from '../ui/inertText';
import { l10n } from '../ui/l10n';
import { previewHtml } from './html';
import type { DocumentMessage, PreviewWords } from './messages';

interface Preview {
  readonly panel: vscode.WebviewPanel;
  bytes: Uint8Array;
}

/** The editors that show a PDF of the server: one for each object that has one, and no file on disk. */
export class Previews implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly open = new Map<string, Preview>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  dispose(): void {
    for (const { panel } of [...this.open.values()]) {
      panel.dispose();
    }
    this.owned.dispose();
  }

  /** Shows a PDF, in place of what was shown under the same `id` before. */
  async show(id: string, title: string, bytes: Uint8Array): Promise<void> {
    const known = this.open.get(id);
    if (known !== undefined) {
      known.bytes = bytes;
      known.panel.title = title;
      known.panel.reveal();
      await send(known);
      return;
    }
    const pdf = vscode.Uri.joinPath(this.extensionUri, 'dist', 'pdf');
    const media = vscode.Uri.joinPath(this.extensionUri, 'media');
    const panel = vscode.window.createWebviewPanel(
      'opensign.preview',
      inertLabel(title),
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
        localResourceRoots: [pdf, media],
      },
    );
    const preview: Preview = { panel, bytes };
    this.open.set(id, preview);
    panel.onDidDispose(() => this.open.delete(id));
    // VS Code drops the page when another tab covers it; it then asks again when it is back.
    panel.webview.onDidReceiveMessage(
      // It fails only when the editor was closed meanwhile.
      () => void send(preview).catch(() => undefined),
    );
    const { webview } = panel;
    webview.html = previewHtml({
      source: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(pdf, 'preview.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(media, 'preview.css')).toString(),
      worker: webview.asWebviewUri(vscode.Uri.joinPath(pdf, 'pdf.worker.min.mjs')).toString(),
      wasm: `${webview.asWebviewUri(vscode.Uri.joinPath(pdf, 'wasm')).toString()}/`,
    });
  }
}

/** Hands over the bytes, and no link. */
async function send({ panel, bytes }: Preview): Promise<void> {
  const message: DocumentMessage = { type: 'document', bytes, words: words() };
  await panel.webview.postMessage(message);
}

function words(): PreviewWords {
  return {
    loading: l10n.t('Opening the PDF…'),
    pageCount: l10n.t('of {0}'),
    page: l10n.t('Page {0} of {1}'),
    pageFailed: l10n.t('Page {0} cannot be shown.'),
    zoom: l10n.t('{0} %'),
    damaged: l10n.t('This PDF is damaged and cannot be shown.'),
    failed: l10n.t('This PDF cannot be shown.'),
    passwordNeeded: l10n.t('This PDF is protected by a password. It is used here only, and not stored.'),
    passwordWrong: l10n.t('That was not the password of this PDF.'),
  };
}
