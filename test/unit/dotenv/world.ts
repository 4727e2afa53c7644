import type * as vscode from 'vscode';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { applyEdits } from '../../../src/dotenv/dotEnv';
import { isOutdated, type EnvDocument, type EnvHost, type FileChange } from '../../../src/dotenv/dotenvHost';
import type { GitState } from '../../../src/dotenv/git';
import type { DotenvContext } from '../../../src/dotenv/gitignore';
import type { FoundToken } from '../../../src/dotenv/moveToken';
import { parseTestUri, testUri } from './testUri';

export const tokens: Readonly<Record<EnvironmentName, string>> = {
  sandbox: 'test.0123456789abcdefghijk',
  live: 'opensign.0123456789abcdefghijk',
};

class Document implements EnvDocument {
  version = 1;
  constructor(
    readonly uri: vscode.Uri,
    readonly languageId: string,
    public text: string,
    private readonly onDisk: () => string | undefined,
  ) {}
  get isDirty(): boolean {
    return this.text !== this.onDisk();
  }
  getText(): string {
    return this.text;
  }
  positionAt(): never {
    throw new Error('the rules count in offsets');
  }
  change(text: string): void {
    this.text = text;
    this.version++;
  }
}

/** A window with files on disk, open documents and prepared answers. */
export class World implements EnvHost {
  readonly disk = new Map<string, string>();
  readonly documents = new Map<string, Document>();
  /** What happened, in order. */
  readonly events: string[] = [];
  readonly messages: string[] = [];
  readonly questions: {
    readonly question: string;
    readonly detail: string;
    readonly buttons: readonly string[];
  }[] = [];
  /** The buttons that are pressed in dialogs, in order. A function may change something first. */
  answers: ((() => string | undefined) | string | undefined)[] = [];
  readonly unsaveable = new Set<string>();
  /** Symbolic links to files and folders. An empty target doesn't exist. */
  readonly links = new Map<string, string>();
  readonly tracked = new Set<string>();
  /** The Git extension's answer, instead of one from the files on disk. */
  gitState: GitState | undefined;
  folders: { readonly name: string; readonly uri: vscode.Uri }[] = [{ name: 'w', uri: testUri('/w') }];
  activeFile: vscode.Uri | undefined;
  picked: vscode.Uri | undefined;
  refusesEdits = false;
  active: EnvironmentName = 'sandbox';
  refreshed = 0;
  shown: string | undefined;
  pressesButton = false;
  private undone: Map<string, string | undefined> | undefined;
  private readonly waiting: Promise<unknown>[] = [];

  readonly context: DotenvContext = {
    environments: this,
    git: {
      refresh: () => {
        this.refreshed++;
      },
      check: async (uri) => {
        const real = await this.realFile(uri);
        return real === undefined
          ? 'unknown'
          : (this.gitState ?? (this.isIgnored(real.path) ? 'ignored' : 'notIgnored'));
      },
    },
    log: { detach: (_context, message) => void this.waiting.push(message) },
  };

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) {
      this.disk.set(path, text);
    }
  }

  token(environment: EnvironmentName): Promise<string> {
    return Promise.resolve(tokens[environment]);
  }

  /** A token in a file, as the diagnostic passes it. */
  found(path: string, environment: EnvironmentName = 'sandbox', scheme = 'file'): FoundToken {
    const document = this.document(testUri(path, scheme));
    const start = document.text.indexOf(tokens[environment]);
    const end = start + tokens[environment].length;
    return { uri: document.uri.toString(), version: document.version, environment, start, end };
  }

  document(uri: vscode.Uri): Document {
    const known = this.documents.get(uri.toString());
    if (known !== undefined) {
      return known;
    }
    const text = this.disk.get(uri.path);
    if (text === undefined) {
      throw new Error(`there is no text at ${uri.path}`);
    }
    const languageId =
      { ts: 'typescript', py: 'python', json: 'json' }[/\.(\w+)$/.exec(uri.path)?.[1] ?? ''] ?? 'plaintext';
    const document = new Document(uri, languageId, text, () => this.text(uri.path));
    this.documents.set(uri.toString(), document);
    return document;
  }

  untitled(text: string): FoundToken {
    const uri = testUri('Untitled-1', 'untitled');
    this.documents.set(uri.toString(), new Document(uri, 'typescript', text, () => undefined));
    return this.found('Untitled-1', 'sandbox', 'untitled');
  }

  /** The text on disk. */
  text(path: string): string | undefined {
    return this.disk.get(path);
  }

  /** The text in the editor. */
  shownText(path: string): string | undefined {
    return this.documents.get(testUri(path).toString())?.text ?? this.text(path);
  }

  /** Undoes the last step. */
  undo(): void {
    for (const [key, text] of this.undone ?? []) {
      if (text === undefined) {
        this.documents.delete(key);
      } else {
        this.documents.get(key)?.change(text);
      }
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.waiting);
  }

  /** Git's decision, for the rules that the tests use. Git doesn't follow a link to `.gitignore`. */
  private isIgnored(path: string): boolean {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folders = path.split('/').map((_, index, names) => names.slice(0, index).join('/'));
    const lines = folders.flatMap((folder) =>
      this.links.has(`${folder}/.gitignore`) ? [] : (this.text(`${folder}/.gitignore`) ?? '').split(/\r?\n/),
    );
    const matches = (rule: string) => {
      const pattern = rule.replace(/\\(.)|\*|[.[\]]/g, (part, escaped?: string) =>
        part === '*' ? '.*' : `\\${escaped ?? part}`,
      );
      return rule !== '' && new RegExp(`^${pattern}$`).test(name);
    };
    const last = lines.findLast((line) => matches(line.replace(/^!/, '')));
    return last !== undefined && !last.startsWith('!') && !this.tracked.has(path);
  }

  realFile(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const link = [...this.links].find(([path]) => uri.path === path || uri.path.startsWith(`${path}/`));
    return Promise.resolve(
      link === undefined
        ? uri
        : link[1] === ''
          ? undefined
          : uri.with({ path: link[1] + uri.path.slice(link[0].length) }),
    );
  }
  parse(uri: string): vscode.Uri {
    return parseTestUri(uri);
  }
  kind(uri: vscode.Uri): Promise<'file' | 'folder' | undefined> {
    const isFolder = [...this.disk.keys()].some((path) => path.startsWith(`${uri.path}/`));
    return Promise.resolve(this.disk.has(uri.path) ? 'file' : isFolder ? 'folder' : undefined);
  }
  async open(uri: vscode.Uri): Promise<EnvDocument> {
    return Promise.resolve(this.document(uri));
  }
  fileOf(uri: vscode.Uri): vscode.Uri {
    return uri.scheme === 'vscode-notebook-cell' ? uri.with({ scheme: 'file' }) : uri;
  }
  folderOf(uri: vscode.Uri): vscode.Uri | undefined {
    const inside = (folder: string) => uri.scheme === 'file' && `${uri.path}/`.startsWith(`${folder}/`);
    return this.folders.map((folder) => folder.uri).find((folder) => inside(folder.path));
  }
  pickFolder(question: string): Promise<vscode.Uri | undefined> {
    this.events.push(`pick: ${question}`);
    return Promise.resolve(this.picked);
  }
  nameOf(uri: vscode.Uri): string {
    const folder = this.folderOf(uri);
    return folder === undefined ? uri.path : uri.path.slice(folder.path.length + 1);
  }
  apply(changes: readonly FileChange[]): Promise<boolean> {
    const clash = changes.some(({ uri, document }) => document === undefined && this.disk.has(uri.path));
    if (this.refusesEdits || clash || changes.some(isOutdated)) {
      return Promise.resolve(false);
    }
    this.events.push('apply');
    this.undone = new Map();
    for (const { uri, document, edits } of changes) {
      const key = uri.toString();
      if (document === undefined) {
        this.disk.set(uri.path, '');
        this.undone.set(key, undefined);
        this.document(uri).change(applyEdits('', edits));
      } else {
        const open = this.document(uri);
        this.undone.set(key, open.text);
        open.change(applyEdits(open.text, edits));
      }
    }
    return Promise.resolve(true);
  }
  save(uri: vscode.Uri): Promise<boolean> {
    if (this.unsaveable.has(uri.path)) {
      return Promise.resolve(false);
    }
    this.events.push(`save ${uri.path}`);
    this.disk.set(uri.path, this.document(uri).text);
    return Promise.resolve(true);
  }
  ask(question: string, detail: string, ...buttons: readonly string[]): Promise<string | undefined> {
    this.events.push('ask');
    this.questions.push({ question, detail, buttons });
    if (this.answers.length === 0) {
      throw new Error(`unexpected question: ${question}`);
    }
    const answer = this.answers.shift();
    const chosen = typeof answer === 'function' ? answer() : answer;
    if (chosen !== undefined && !buttons.includes(chosen)) {
      throw new Error(`there is no button ${chosen} among ${buttons.join(', ')}`);
    }
    return Promise.resolve(chosen);
  }
  warn(message: string): void {
    this.messages.push(message);
  }
  offer(_kind: 'information' | 'warning', message: string, button: string): Promise<boolean> {
    this.messages.push(`${message} [${button}]`);
    return Promise.resolve(this.pressesButton);
  }
  show(uri: vscode.Uri): Promise<void> {
    this.shown = uri.path;
    return Promise.resolve();
  }
}
