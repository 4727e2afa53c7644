import { join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../ui/disposables';

import { getFile, realPath, vscodeHost } from './dotenvHost';

/** What git does with a file. A tracked file counts as not ignored, whatever the rules say. */
export type GitState = 'ignored' | 'notIgnored' | 'unknown';

/** The parts of the Git extension's API that are used. Source: extensions/git/src/api/git.d.ts of VS Code. */
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

/** What {@link Git} needs: VS Code's own functions, or a test's. */
export interface GitHost {
  /** The Git extension. Undefined where there is none, as in Restricted Mode. */
  exports(): Promise<GitExports | undefined>;
  /** Extensions came or went, for example because the user trusts the workspace now. */
  onDidChange(listener: () => void): vscode.Disposable;
  /** A path without symbolic links, undefined when it can't be resolved. */
  realPath(path: string): Promise<string | undefined>;
  exists(uri: vscode.Uri): Promise<boolean>;
}

/**
 * Asks VS Code's Git extension which files git ignores. The answer is unknown when that extension is off, hasn't opened
 * the file's repository, or fails. Never opens a repository, because that changes the user's Source Control view.
 */
export class Git implements vscode.Disposable {
  private readonly listeners = new Set<() => void>();
  private subscriptions = new Disposables();
  /** What was last answered for each file, to notice changes. */
  private readonly answers = new Map<string, { readonly uri: vscode.Uri; readonly state: GitState }>();
  private readonly watched = new Set<string>();
  private isChecking = false;
  private isOutdated = false;
  private isDisposed = false;

  constructor(private readonly host: GitHost = vscodeGitHost) {}

  /** An answer may have changed. One event may stand for several changes. */
  readonly onDidChange = (listener: () => void): vscode.Disposable => {
    const call = () => listener();
    this.listeners.add(call);
    return { dispose: () => void this.listeners.delete(call) };
  };

  /** What git does with the file that is written when `uri` is. Never rejects. */
  async check(uri: vscode.Uri): Promise<GitState> {
    const state = await this.ask(getFile(uri));
    if (!this.isDisposed) {
      this.answers.set(uri.toString(), { uri, state });
    }
    return state;
  }

  /** Reports a change that was made here, which the Git extension notices later. */
  refresh(): void {
    for (const listener of [...this.listeners]) {
      listener();
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.answers.clear();
    this.listeners.clear();
    this.subscriptions.dispose();
  }

  private async ask(uri: vscode.Uri): Promise<GitState> {
    try {
      const path = uri.scheme === 'file' ? await this.host.realPath(uri.fsPath) : undefined;
      const repositories = await this.repositories();
      if (path === undefined) {
        return 'unknown';
      }
      const repository = await this.repositoryOf(path, repositories);
      return repository === undefined
        ? 'unknown'
        : (await repository.checkIgnore(repository.path)).has(repository.path)
          ? 'ignored'
          : 'notIgnored';
    } catch {
      return 'unknown';
    }
  }

  /** The innermost open repository that has the file, and the file's path as that repository spells it. */
  private async repositoryOf(path: string, repositories: readonly Repository[]) {
    let found:
      { readonly root: string; readonly inside: string; readonly repository: Repository } | undefined;
    for (const repository of repositories) {
      const root = await this.host.realPath(repository.rootUri.fsPath);
      const inside = root === undefined ? '' : relative(root, path);
      // A path outside of the root would count as not ignored.
      const isInside =
        inside !== '' &&
        inside !== '..' &&
        !inside.startsWith(`..${sep}`) &&
        join(root ?? '', inside) === path;
      if (isInside && root !== undefined && (found === undefined || root.length > found.root.length)) {
        found = { root, inside, repository };
      }
    }
    if (found === undefined || (await this.isInNestedRepository(found.repository.rootUri, found.inside))) {
      return undefined;
    }
    const { repository, inside } = found;
    return {
      path: join(repository.rootUri.fsPath, inside),
      checkIgnore: (file: string) => repository.checkIgnore([file]),
    };
  }

  /** A repository inside of another one that isn't open: the outer one's rules say nothing about its files. */
  private async isInNestedRepository(root: vscode.Uri, inside: string): Promise<boolean> {
    const folders = inside.split(sep).slice(0, -1);
    for (let depth = 1; depth <= folders.length; depth++) {
      const path = [root.path, ...folders.slice(0, depth), '.git'].join('/');
      if (await this.host.exists(root.with({ path }))) {
        return true;
      }
    }
    return inside.split(sep)[0] === '.git';
  }

  private async repositories(): Promise<readonly Repository[]> {
    const { host } = this;
    const reload = () => this.reload();
    this.watch('extensions', () => host.onDidChange(reload));
    const git = await host.exports();
    if (git === undefined) {
      return [];
    }
    this.watch('enabled', () => git.onDidChangeEnablement(reload));
    if (!git.enabled) {
      return [];
    }
    const api = git.getAPI(1);
    this.watch('opened', () => api.onDidOpenRepository(reload));
    this.watch('closed', () => api.onDidCloseRepository(reload));
    for (const { rootUri, state } of api.repositories) {
      this.watch(rootUri.toString(), () => state.onDidChange(() => void this.recheck()));
    }
    return api.repositories;
  }

  private watch(key: string, subscribe: () => vscode.Disposable): void {
    if (!this.watched.has(key)) {
      this.watched.add(key);
      this.subscriptions.add(subscribe());
    }
  }

  /** Subscribes to what is there now, by asking again. */
  private reload(): void {
    if (!this.isDisposed) {
      this.subscriptions.dispose();
      this.subscriptions = new Disposables();
      this.watched.clear();
      void this.recheck();
    }
  }

  /** Asks again about the files that were asked about, and fires when an answer differs. Never rejects. */
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
  async exports() {
    const extension = vscode.extensions.getExtension<GitExports>('vscode.git');
    return extension?.activate();
  },
  onDidChange: (listener) => vscode.extensions.onDidChange(listener),
  realPath,
  exists: async (uri) => (await vscodeHost.kind(uri)) !== undefined,
};
