import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables';
import { namesBelow, nameOf, parent, type FileReader } from './files';
import { readIgnoreFiles, rulesOf, type IgnoreFiles } from './ignoreFiles';
import { fileOf, vscodeFiles } from './vscodeFiles';

/** What {@link GitIgnores} needs of VS Code: its own functions, or a test's. */
export interface IgnoreHost extends FileReader {
  /** The file that a document is a part of, such as a cell of a notebook; else the uri itself. */
  fileOf(uri: vscode.Uri): vscode.Uri;
  /** The workspace folder that a file is in. */
  folderOf(uri: vscode.Uri): vscode.Uri | undefined;
  /** Tells of changes to ignore files within the workspace folders, and to the folders themselves. */
  watchFolders(changed: () => void): vscode.Disposable;
  /** Tells of changes to a file outside of them. */
  watchFile(uri: vscode.Uri, changed: () => void): vscode.Disposable;
}

/**
 * Which files git ignores, by the `.gitignore` files from the repository's root down and its `info/exclude`. Listens
 * to nothing and reads nothing before it is asked. That a file is tracked all the same is not looked at.
 */
export class GitIgnores implements vscode.Disposable {
  private readonly listeners = new Set<() => void>();
  private readonly watched = new Set<string>();
  private readonly watchers = new Disposables();
  private directories = new Map<string, Promise<(uri: vscode.Uri) => boolean>>();

  constructor(private readonly host: IgnoreHost = vscodeIgnoreHost) {}

  /** Rules changed. One event may stand for several changes. */
  readonly onDidChange: vscode.Event<void> = (listener, thisArgs?: unknown, disposables?) => {
    const call = () => void listener.call(thisArgs);
    this.listeners.add(call);
    const subscription = { dispose: () => void this.listeners.delete(call) };
    disposables?.push(subscription);
    return subscription;
  };

  /** Whether git ignores a file. False when it is in no workspace folder. Never rejects. */
  async isIgnored(uri: vscode.Uri): Promise<boolean> {
    const file = this.host.fileOf(uri);
    const folder = this.host.folderOf(file);
    if (folder === undefined || namesBelow(folder, file).length === 0) {
      return false;
    }
    this.watch('folders', () => this.host.watchFolders(() => this.refresh()));
    const { directories } = this;
    const directory = parent(file);
    const key = directory.toString();
    try {
      let rules = directories.get(key);
      if (rules === undefined) {
        rules = this.read(folder, directory);
        directories.set(key, rules);
      }
      return (await rules)(file);
    } catch {
      directories.delete(key);
      return false;
    }
  }

  /** Forgets what was read, for it was changed. */
  refresh(): void {
    this.directories = new Map();
    for (const listener of [...this.listeners]) {
      listener();
    }
  }

  dispose(): void {
    this.listeners.clear();
    this.watchers.dispose();
  }

  private async read(folder: vscode.Uri, directory: vscode.Uri): Promise<(uri: vscode.Uri) => boolean> {
    const found = await readIgnoreFiles(this.host, folder, directory);
    for (const uri of outside(found, this.host)) {
      this.watch(uri.toString(), () => this.host.watchFile(uri, () => this.refresh()));
    }
    return rulesOf(found);
  }

  private watch(key: string, start: () => vscode.Disposable): void {
    if (!this.watched.has(key)) {
      this.watched.add(key);
      this.watchers.add(start());
    }
  }
}

/** The files that no watcher of the workspace folders sees, present or not. */
function outside({ files }: IgnoreFiles, host: IgnoreHost): readonly vscode.Uri[] {
  return files.map(({ uri }) => uri).filter((uri) => host.folderOf(uri) === undefined);
}

const vscodeIgnoreHost: IgnoreHost = {
  ...vscodeFiles,
  fileOf,
  folderOf: (uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri,
  watchFolders: (changed) =>
    vscode.Disposable.from(
      watching('**/{.gitignore,.git/info/exclude}', changed),
      vscode.workspace.onDidChangeWorkspaceFolders(changed),
    ),
  watchFile: (uri, changed) => watching(new vscode.RelativePattern(parent(uri), nameOf(uri)), changed),
};

function watching(pattern: vscode.GlobPattern, changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}
