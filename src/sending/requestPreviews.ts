import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import { cutText } from '../api/redact';
import { generateShownRequest, languages, type LanguageId, type ShownRequest } from '../codegen/generateCode';
import { tokenVariable } from '../environment/token';
import { pickOne, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';

const scheme = 'opensign-request';

/** The request without its secrets: the file and a password are placeholders, and the token isn't included. */
export function shownRequest({ client, path, fields, fileName }: Outgoing): ShownRequest {
  return {
    environment: client.environment,
    method: 'POST',
    url: client.baseUrl + path,
    body: {
      ...fields,
      ...(fields.file_password === undefined ? {} : { file_password: '<password>' }),
      ...(fileName === undefined ? {} : { file: `<${fileName} in base64>` }),
    },
  };
}

/** {@link shownRequest} as JSON, with its headers. */
export function previewText(outgoing: Outgoing): string {
  const { environment, method, url, body } = shownRequest(outgoing);
  const headers = { 'content-type': 'application/json', 'x-api-token': `$${tokenVariable(environment)}` };
  return `${JSON.stringify({ method, url, headers, body }, undefined, 2)}\n`;
}

/** Requests as read-only documents, kept while they are open. */
export class RequestPreviews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly owned = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.toString())),
  );
  private count = 0;

  dispose(): void {
    void this.owned.dispose();
    this.texts.clear();
  }

  /** Shows the request in an editor; the open question keeps the focus. */
  async show(outgoing: Outgoing): Promise<void> {
    const name = cutText(outgoing.title.replace(/[^\p{L}\p{N} ._-]/gu, '_'), 80);
    this.count += 1;
    const uri = vscode.Uri.from({
      scheme,
      path: `/${outgoing.client.environment}/${name}.request.json`,
      query: String(this.count),
    });
    this.texts.set(uri.toString(), previewText(outgoing));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const text = this.texts.get(uri.toString());
    if (text === undefined) {
      // VS Code shows this instead of the text when it restores the editor after a reload.
      throw new Error(l10n.t('This preview has expired. Open it again from the send dialog.'));
    }
    return text;
  }
}

/** Copies the request in a language that the user selects. */
export async function copyAsCode(title: string, outgoing: Outgoing): Promise<void> {
  const items = languages.map(({ id, label, client }) => ({ id, label, description: client }));
  const placeHolder = l10n.t('Select a language');
  const chosen = await pickOne(items, { title, placeHolder, ignoreFocusOut: true });
  if (chosen !== undefined) {
    await copyAs(chosen.id, chosen.label, outgoing);
  }
}

/** Copies the request as code. `name` is shown. */
export async function copyAs(id: LanguageId | 'curl', name: string, outgoing: Outgoing): Promise<void> {
  await vscode.env.clipboard.writeText(generateShownRequest(id, shownRequest(outgoing)));
  showStatus(l10n.t('Copied as {0}', name), 5000);
}
