import { isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { realPath, vscodeHost } from './dotenvHost';

/** A tracked file counts as not ignored, whatever the rules are. */
export type GitState = 'ignored' | 'notIgnored' | 'unknown';

/** The used parts of the Git extension's API. Source: extensions/git/src/api/git.d.ts of VS Code. */
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: { readonly onDidChange: vscode.Event<void> };
  checkIgnore(paths: string[]): Promise<Set<string>>;
}
interface GitApi {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
}
export interface GitExports {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** What {@link Git} uses of VS Code. Tests replace it. */
export interface GitHost {
  /** Undefined without the Git extension, for example in Restricted Mode. */
  exports(): Promise<GitExports | undefined>;
  /** Fires when extensions are added or removed, for example when the workspace becomes trusted. */
  onDidChange(listener: () => void): vscode.Disposable;
  realPath(path: string): Promise<string | undefined>;
  exists(uri: vscode.Uri): Promise<boolean>;
}

/**
 * Asks VS Code's Git extension which files git ignores. The answer is unknown when that extension is off, hasn't opened
 * the file's repository, or fails. Never opens a repository, because that changes the user's Source Control view.
 */
export class Git implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions = new Map<string, vscode.Disposable>();
  /** The last answer for each file, to notice changes. */
  private readonly answers = new Map<string, { readonly uri: vscode.Uri; readonly state: GitState }>();
  private isChecking = false;
  private isOutdated = false;
  private isDisposed = false;

  /** Fires when answers may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly host: GitHost = vscodeGitHost) {}

  /** Whether git ignores the file that is really written, links followed. Never rejects. */
  async check(uri: vscode.Uri): Promise<GitState> {
    const state = await this.ask(vscodeHost.fileOf(uri)).catch((): GitState => 'unknown');
    if (!this.isDisposed) {
      this.answers.set(uri.toString(), { uri, state });
    }
    return state;
  }

  /** Reports a change made here, which the Git extension notices later. */
  refresh(): void {
    this.changed.fire();
  }

  dispose(): void {
    this.isDisposed = true;
    this.answers.clear();
    this.changed.dispose();
    this.unsubscribe();
  }

  private async ask(uri: vscode.Uri): Promise<GitState> {
    const path = uri.scheme === 'file' ? await this.host.realPath(uri.fsPath) : undefined;
    const repositories = await this.getRepositories();
    const found = path === undefined ? undefined : await this.findRepository(path, repositories);
    if (found === undefined) {
      return 'unknown';
    }
    const { repository, inside } = found;
    // The repository may have been opened through a link, and takes only paths below its root.
    const asked = join(repository.rootUri.fsPath, inside);
    return (await repository.checkIgnore([asked])).has(asked) ? 'ignored' : 'notIgnored';
  }

  /** The innermost open repository that has the file. Undefined when a repository inside of that one isn't open. */
  private async findRepository(path: string, repositories: readonly Repository[]) {
    const roots = await Promise.all(
      repositories.map(async (repository) => {
        const root = await this.host.realPath(repository.rootUri.fsPath);
        return { repository, inside: root === undefined ? '' : relative(root, path) };
      }),
    );
    const [found] = roots
      .filter(({ inside }) => inside !== '' && inside.split(sep)[0] !== '..' && !isAbsolute(inside))
      .sort((a, b) => a.inside.length - b.inside.length);
    if (found === undefined) {
      return undefined;
    }
    const { rootUri } = found.repository;
    const names = found.inside.split(sep);
    for (let depth = 1; depth < names.length; depth++) {
      const nested = [rootUri.path, ...names.slice(0, depth), '.git'].join('/');
      if (await this.host.exists(rootUri.with({ path: nested }))) {
        return undefined;
      }
    }
    return names.includes('.git') ? undefined : found;
  }

  private async getRepositories(): Promise<readonly Repository[]> {
    const reload = () => this.reload();
    this.subscribe('extensions', () => this.host.onDidChange(reload));
    const git = await this.host.exports();
    if (git === undefined) {
      return [];
    }
    this.subscribe('enabled', () => git.onDidChangeEnablement(reload));
    if (!git.enabled) {
      return [];
    }
    const api = git.getAPI(1);
    this.subscribe('opened', () => api.onDidOpenRepository(reload));
    this.subscribe('closed', () => api.onDidCloseRepository(reload));
    for (const { rootUri, state } of api.repositories) {
      this.subscribe(rootUri.toString(), () => state.onDidChange(() => void this.recheck()));
    }
    return api.repositories;
  }

  private subscribe(key: string, listen: () => vscode.Disposable): void {
    if (!this.isDisposed && !this.subscriptions.has(key)) {
      this.subscriptions.set(key, listen());
    }
  }

  private unsubscribe(): void {
    this.subscriptions.forEach((subscription) => void subscription.dispose());
    this.subscriptions.clear();
  }

  /** Asks again, which subscribes to the current extension and repositories. */
  private reload(): void {
    this.unsubscribe();
    void this.recheck();
  }

  /** Asks again about all files, and fires when an answer differs. Never rejects. */
  private async recheck(): Promise<void> {
    this.isOutdated = true;
    if (this.isChecking) {
      return;
    }
    this.isChecking = true;
    let differs = false;
    while (this.isOutdated && !this.isDisposed) {
      this.isOutdated = false;
      for (const { uri, state } of [...this.answers.values()]) {
        differs = (await this.check(uri)) !== state || differs;
      }
    }
    this.isChecking = false;
    if (differs) {
      this.refresh();
    }
  }
}

const vscodeGitHost: GitHost = {
  exports: async () => vscode.extensions.getExtension<GitExports>('vscode.git')?.activate(),
  onDidChange: (listener) => vscode.extensions.onDidChange(listener),
  realPath,
  exists: async (uri) => (await vscodeHost.kind(uri)) !== undefined,
};
