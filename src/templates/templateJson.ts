import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { isObjectId } from '../api/values';
import { redactJson } from '../api/redact';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { environmentInText } from '../ui/names';
import { abortSignal } from '../ui/progress';
import type { TemplateNode } from './nodes';
import type { PickContext, TemplateEnvironments } from './pickTemplate';
import { read } from './read';
import { targetOf } from './target';
import { titleOf } from './words';

const scheme = 'opensign';

/**
 * Templates as read-only documents: what the server says, without the keys that file links carry. Nothing is kept;
 * a document that is opened again is read again.
 */
export class TemplateJson implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly changed = this.owned.add(new vscode.EventEmitter<vscode.Uri>());
  /** Texts that were read for a document that is about to ask for them. */
  private readonly ready = new Map<string, string>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly environments: TemplateEnvironments) {
    this.owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Shows a template's JSON in an editor, freshly read. */
  async show(context: PickContext, args: readonly unknown[]): Promise<void> {
    const node = await targetOf(context, args, vscode.l10n.t('Show Template JSON'));
    if (node === undefined) {
      return;
    }
    const uri = uriOf(node);
    const title = vscode.l10n.t(
      'Reading “{0}” from {1}…',
      titleOf(node.template),
      environmentInText(node.environment),
    );
    const text = await read(context, node, title, (client, signal) =>
      textOf(client, node.template.id, signal),
    );
    const key = uri.toString();
    this.ready.set(key, text);
    try {
      // An open document takes the new text now, another one when it is opened.
      this.changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    } finally {
      this.ready.delete(key);
    }
  }

  /** Reads the documents of a template again that are open. */
  refresh({ environment, template }: TemplateNode): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === scheme && uri.query === template.id && environmentOf(uri) === environment) {
        this.changed.fire(uri);
      }
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri, cancellation: vscode.CancellationToken): Promise<string> {
    const key = uri.toString();
    const ready = this.ready.get(key);
    this.ready.delete(key);
    if (ready !== undefined) {
      return ready;
    }
    const abort = abortSignal(cancellation);
    try {
      return await this.read(uri, abort.signal);
    } catch (error) {
      // VS Code shows this message in place of the text.
      throw new Error(errorText(error).message, { cause: error });
    } finally {
      abort.dispose();
    }
  }

  private async read(uri: vscode.Uri, signal: AbortSignal): Promise<string> {
    const environment = environmentOf(uri);
    const id = uri.query;
    if (environment === undefined || !isObjectId(id)) {
      throw new Error('not a template');
    }
    return textOf(await this.environments.client(environment), id, signal);
  }
}

async function textOf(client: OpenSignClient, id: string, signal: AbortSignal): Promise<string> {
  return `${JSON.stringify(redactJson(await client.getTemplateJson(id, signal)), undefined, 2)}\n`;
}

/** `opensign:/sandbox/Mutual NDA.template.json?Tp5mVa20Rk`: a name for people and a type for VS Code; the id decides. */
function uriOf({ environment, template }: TemplateNode): vscode.Uri {
  const name = titleOf(template)
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .slice(0, 80);
  return vscode.Uri.from({ scheme, path: `/${environment}/${name}.template.json`, query: template.id });
}

function environmentOf(uri: vscode.Uri): EnvironmentName | undefined {
  const name = uri.path.split('/')[1];
  return isEnvironmentName(name) ? name : undefined;
}
