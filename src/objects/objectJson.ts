import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { hideFileLinks } from '../api/fileLinks';
import { cutText, redactJson } from '../api/redact';
import { isObjectId } from '../api/values';
import type { Environments } from '../environment/environments';
import { readFrom } from '../environment/active';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withSignal } from '../ui/progress';
import { getTitle } from '../ui/title';
import type { ObjectChange, ObjectChanges, ObjectRef } from './objectChanges';

/** How to read each kind of JSON. */
export type JsonReaders<K extends string> = Readonly<
  Record<K, (client: OpenSignClient, id: string, signal: AbortSignal) => Promise<unknown>>
>;

/** The API’s JSON in read-only editors, without links and tokens. Nothing is kept: opening an editor reads again. */
export class ObjectJson<K extends string> implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly changed = this.owned.add(new vscode.EventEmitter<vscode.Uri>());
  /** Texts for an editor that is about to ask for them. */
  private readonly ready = new Map<string, string>();

  readonly onDidChange = this.changed.event;

  /** `readers` by kind, which is also the end of the file name. A scheme belongs to one instance. */
  constructor(
    private readonly scheme: string,
    private readonly environments: Pick<Environments, 'client' | 'onDidChangeActive'>,
    changes: Pick<ObjectChanges, 'onDidChange'>,
    private readonly readers: JsonReaders<K>,
  ) {
    this.owned.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.owned.add(changes.onDidChange((change) => this.refresh(change)));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Reads an object and shows it. Rejects as a read does. */
  async show(kind: K, ref: ObjectRef): Promise<void> {
    const { environment, id } = ref;
    const title = l10n.t('Reading “{0}” from {1}…', getTitle(ref), environmentName(environment));
    const json = await readFrom(this.environments, environment, title, (client, signal) =>
      this.readers[kind](client, id, signal),
    );
    const uri = this.toUri(kind, ref);
    const key = uri.toString();
    this.ready.set(key, toText(json));
    try {
      // An open editor asks for the new text now, another one when it opens.
      this.changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    } finally {
      this.ready.delete(key);
    }
  }

  /** Reads the open editors of an object again. */
  private refresh({ environment, id }: ObjectChange): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === this.scheme && uri.query === id && parseEnvironment(uri) === environment) {
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
    try {
      return await withSignal(cancellation, (signal) => this.read(uri, signal));
    } catch (error) {
      // VS Code shows this message in place of the text.
      throw new Error(errorText(error).message, { cause: error });
    }
  }

  private async read(uri: vscode.Uri, signal: AbortSignal): Promise<string> {
    const environment = parseEnvironment(uri);
    const id = uri.query;
    const kind = Object.keys(this.readers).find((name): name is K => uri.path.endsWith(`.${name}.json`));
    if (environment === undefined || kind === undefined || !isObjectId(id)) {
      throw new Error('not an OpenSign object');
    }
    return toText(await this.readers[kind](await this.environments.client(environment), id, signal));
  }

  /** `opensign:/sandbox/Mutual NDA.template.json?Tp5mVa20Rk`: the name is for people, and only the ID counts. */
  private toUri(kind: K, ref: ObjectRef): vscode.Uri {
    const name = cutText(getTitle(ref).replace(/[^\p{L}\p{N} ._-]/gu, '_'), 80);
    const path = `/${ref.environment}/${name}.${kind}.json`;
    return vscode.Uri.from({ scheme: this.scheme, path, query: ref.id });
  }
}

function toText(json: unknown): string {
  return `${JSON.stringify(redactJson(hideFileLinks(json)), undefined, 2)}\n`;
}

function parseEnvironment(uri: vscode.Uri): EnvironmentName | undefined {
  const name = uri.path.split('/')[1];
  return isEnvironmentName(name) ? name : undefined;
}
