import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { hideFileLinks } from '../api/fileLinks';
import { cutText, redactJson } from '../api/redact';
import { isObjectId } from '../api/values';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { abortSignal } from '../ui/progress';
import { titleOf } from '../ui/title';

/** Something of the API that can be read as JSON. */
export interface JsonSource {
  readonly environment: EnvironmentName;
  readonly id: string;
  readonly title?: string;
}

/** How to read each kind of object. */
export type JsonReaders<K extends string> = Readonly<
  Record<K, (client: OpenSignClient, id: string, signal: AbortSignal) => Promise<unknown>>
>;

interface Clients {
  client(environment: EnvironmentName): Promise<OpenSignClient>;
}

/**
 * Objects of the API as read-only editors: what the server says, without links to files and tokens. Nothing is
 * kept; an editor that is opened again is read again.
 */
export class VirtualJson<K extends string> implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly changed = this.owned.add(new vscode.EventEmitter<vscode.Uri>());
  /** Texts that were read for an editor that is about to ask for them. */
  private readonly ready = new Map<string, string>();

  readonly onDidChange = this.changed.event;

  /** `readers` by kind, which is also how the file name ends. A scheme belongs to one instance. */
  constructor(
    private readonly scheme: string,
    private readonly environments: Clients,
    private readonly readers: JsonReaders<K>,
  ) {
    this.owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Shows `json`, which was just read as the reader of this kind does. */
  async show(kind: K, source: JsonSource, json: unknown): Promise<void> {
    const uri = this.uriOf(kind, source);
    const key = uri.toString();
    this.ready.set(key, textOf(json));
    try {
      // An open editor takes the new text now, another one when it is opened.
      this.changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    } finally {
      this.ready.delete(key);
    }
  }

  /** Reads the open editors of an object again. */
  refresh(environment: EnvironmentName, id: string): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === this.scheme && uri.query === id && environmentOf(uri) === environment) {
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
    const kind = Object.keys(this.readers).find((name): name is K => uri.path.endsWith(`.${name}.json`));
    if (environment === undefined || kind === undefined || !isObjectId(id)) {
      throw new Error('not an object of OpenSign');
    }
    return textOf(await this.readers[kind](await this.environments.client(environment), id, signal));
  }

  /** `opensign:/sandbox/Mutual NDA.template.json?Tp5mVa20Rk`: a name for people and a type for VS Code; the id decides. */
  private uriOf(kind: K, source: JsonSource): vscode.Uri {
    const name = cutText(titleOf(source).replace(/[^\p{L}\p{N} ._-]/gu, '_'), 80);
    const path = `/${source.environment}/${name}.${kind}.json`;
    return vscode.Uri.from({ scheme: this.scheme, path, query: source.id });
  }
}

function textOf(json: unknown): string {
  return `${JSON.stringify(redactJson(hideFileLinks(json)), undefined, 2)}\n`;
}

function environmentOf(uri: vscode.Uri): EnvironmentName | undefined {
  const name = uri.path.split('/')[1];
  return isEnvironmentName(name) ? name : undefined;
}
