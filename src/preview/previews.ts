import * as vscode from 'vscode';
import { inertLabel } from '../ui/inertText';
import { l10n } from '../ui/l10n';

/** Sent to the page that shows a PDF, which requests it with any message once it is loaded. */
export interface DocumentMessage {
  readonly bytes: Uint8Array;
  readonly texts: PreviewTexts;
}

/** Texts of the page in the user's language. The page replaces `{0}` and `{1}`. */
export type PreviewTexts = ReturnType<typeof getTexts>;

interface Preview {
  readonly panel: vscode.WebviewPanel;
  bytes: Uint8Array;
}

/** Editors that show a PDF from the server, without a file on disk: at most one for each object. */
export class Previews implements vscode.Disposable {
  private readonly open = new Map<string, Preview>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  dispose(): void {
    for (const { panel } of [...this.open.values()]) {
      panel.dispose();
    }
  }

  /** Shows a PDF, and replaces the previous one of the same `id`. */
  async show(id: string, title: string, bytes: Uint8Array): Promise<void> {
    const known = this.open.get(id);
    if (known !== undefined) {
      known.bytes = bytes;
      known.panel.title = inertLabel(title);
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
      { enableScripts: true, localResourceRoots: [pdf, media] },
    );
    const preview: Preview = { panel, bytes };
    this.open.set(id, preview);
    panel.onDidDispose(() => this.open.delete(id));
    // VS Code unloads the page when another tab covers it; the loaded page then asks again.
    panel.webview.onDidReceiveMessage(
      // Sending fails only when the editor was closed in the meantime.
      () => void send(preview).catch(() => undefined),
    );
    panel.webview.html = renderPage(panel.webview, pdf, media);
  }
}

async function send({ panel, bytes }: Preview): Promise<void> {
  const message: DocumentMessage = { bytes, texts: getTexts() };
  await panel.webview.postMessage(message);
}

function getTexts() {
  return {
    loading: l10n.t('Opening the PDF…'),
    pageCount: l10n.t('of {0}'),
    page: l10n.t('Page {0} of {1}'),
    pageFailed: l10n.t('Page {0} can’t be shown.'),
    zoom: l10n.t('{0}%'),
    damaged: l10n.t('This PDF is damaged and can’t be shown.'),
    failed: l10n.t('This PDF can’t be shown.'),
    passwordNeeded: l10n.t(
      'This PDF is password-protected. The password is used only here and isn’t stored.',
    ),
    passwordWrong: l10n.t('Wrong password.'),
  };
}

/**
 * The page around a PDF. It may run its own script and pdf.js's worker, and fetch those parts. It can't reach anything
 * else, and gets no link.
 */
function renderPage(webview: vscode.Webview, pdf: vscode.Uri, media: vscode.Uri): string {
  const toAddress = (folder: vscode.Uri, file: string) =>
    escape(webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString());
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    // WebAssembly decodes images in the formats of scanners.
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    // A worker must have the page's own origin, which the extension's files don't: it is started as a blob.
    'worker-src blob:',
    `connect-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
  ].join('; ');
  const button = (id: string, label: string, text: string) =>
    `<button id="${id}" type="button" title="${escape(label)}" aria-label="${escape(label)}">${escape(text)}</button>`;
  return `<!DOCTYPE html>
<html lang="${escape(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<link rel="stylesheet" href="${toAddress(media, 'preview.css')}">
</head>
<body data-worker="${toAddress(pdf, 'pdf.worker.min.mjs')}" data-wasm="${toAddress(pdf, 'wasm')}/">
<div id="toolbar" role="toolbar" aria-label="${escape(l10n.t('Preview'))}" hidden>
${button('previous', l10n.t('Previous Page'), '↑')}
${button('next', l10n.t('Next Page'), '↓')}
<label><span>${escape(l10n.t('Page'))}</span> <input id="page" type="text" inputmode="numeric" size="4"></label>
<span id="count"></span>
<span class="gap"></span>
${button('out', l10n.t('Zoom Out (-)'), '−')}
<span id="zoom" role="status"></span>
${button('in', l10n.t('Zoom In (+)'), '+')}
${button('fit', l10n.t('Fit Width (0)'), l10n.t('Fit Width'))}
</div>
<p id="status" role="status"></p>
<form id="password" hidden>
<label><span>${escape(l10n.t('PDF password'))}</span> <input type="password" autocomplete="off"></label>
<button type="submit">${escape(l10n.t('Open'))}</button>
</form>
<main id="pages" tabindex="0" aria-label="${escape(l10n.t('Pages'))}" hidden></main>
<script type="module" nonce="${nonce}" src="${toAddress(pdf, 'preview.js')}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
