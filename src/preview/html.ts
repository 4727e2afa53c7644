import * as vscode from 'vscode';
import { l10n } from '../ui/l10n';

export interface PreviewAddresses {
  /** Where the webview may load from. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  readonly worker: string;
  /** Folder of pdf.js's decoders, with a slash at the end. */
  readonly wasm: string;
}

/**
 * The page around a PDF. It may run its own script and pdf.js's worker, and fetch those parts; it can reach nothing
 * else, and it is told no link.
 */
export function previewHtml({ source, script, style, worker, wasm }: PreviewAddresses): string {
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    // Images in the formats of scanners are decoded by WebAssembly.
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    // A worker must come from the page's own origin, which the extension's files do not: it is started as a blob.
    'worker-src blob:',
    `connect-src ${source}`,
    `style-src ${source}`,
  ].join('; ');
  const button = (id: string, label: string, text: string) =>
    `<button id="${id}" type="button" title="${escape(label)}" aria-label="${escape(label)}">${escape(text)}</button>`;
  return `<!DOCTYPE html>
<html lang="${escape(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<link rel="stylesheet" href="${escape(style)}">
</head>
<body data-worker="${escape(worker)}" data-wasm="${escape(wasm)}">
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
<label><span>${escape(l10n.t('Password of the PDF'))}</span> <input type="password" autocomplete="off"></label>
<button type="submit">${escape(l10n.t('Open'))}</button>
</form>
<main id="pages" tabindex="0" aria-label="${escape(l10n.t('Pages'))}" hidden></main>
<script type="module" nonce="${nonce}" src="${escape(script)}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
