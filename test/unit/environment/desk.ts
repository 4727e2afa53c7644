import * as vscode from 'vscode';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { Environments } from '../../../src/environment/environments';
import { TokenStore } from '../../../src/environment/tokenStore';
import { ImpatientClock, KeptLog, testFetch } from '../support/client';

/** What a test does in the user's place when a dialog, an input or a list is shown. Undefined closes it. */
export interface User {
  answer?: (question: string, buttons: readonly string[], detail: string) => unknown;
  type?: (title: string) => unknown;
  pick?: (labels: readonly string[]) => unknown;
}

/**
 * A user's VS Code: one keyring, one global state and one settings file for all windows. Every operation of the
 * keyring takes `latencyMs`, in a window one after another as in VS Code, and every write is announced to all windows.
 */
export class Desk {
  readonly secrets = new Map<string, string>();
  readonly settings = new Map<string, unknown>();
  /** Keys that were written or deleted. */
  readonly secretWrites: string[] = [];
  /** Every text shown: questions with their detail, and notifications. */
  readonly shown: string[] = [];
  readonly log = new KeptLog();
  user: User = {};
  /** The settings file is read-only. */
  settingsAreReadOnly = false;
  private readonly global = new Map<string, unknown>();
  private readonly secretChanged = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  private readonly configured = new vscode.EventEmitter<{ affectsConfiguration(name: string): boolean }>();
  private readonly focus = new vscode.EventEmitter<{ focused: boolean }>();
  private readonly owned: Environments[] = [];
  private time = 1000;

  constructor(private readonly latencyMs = 0) {
    this.install();
  }

  dispose(): void {
    this.owned.forEach((environments) => environments.dispose());
  }

  setBaseUrl(environment: EnvironmentName, url: string): void {
    this.settings.set(`opensign.${environment}.baseUrl`, url);
    this.configured.fire({ affectsConfiguration: (name) => name === `opensign.${environment}.baseUrl` });
  }

  focusWindows(): void {
    this.focus.fire({ focused: true });
  }

  store(): TokenStore {
    return new TokenStore(this.storage(), memento(this.global));
  }

  /** Another window, with its tokens read. */
  async open(tokens = this.store()): Promise<Environments> {
    const environments = this.start(tokens);
    await environments.load();
    return environments;
  }

  /** Another window that hasn't read the keyring. */
  start(tokens = this.store()): Environments {
    const clock = Object.assign(new ImpatientClock(), { now: () => this.time++ });
    const environments = new Environments({
      state: memento(new Map()),
      tokens,
      fetch: testFetch,
      clock,
      log: this.log,
    });
    this.owned.push(environments);
    return environments;
  }

  /** One window's view of the keyring. */
  private storage(): vscode.SecretStorage {
    let tail: Promise<unknown> = Promise.resolve();
    const operate = <T>(work: () => T): Promise<T> => {
      const result = tail.then(
        () => new Promise<T>((resolve) => setTimeout(() => resolve(work()), this.latencyMs)),
      );
      tail = result;
      return result;
    };
    const write = (key: string, work: () => unknown) =>
      operate(() => {
        work();
        this.secretWrites.push(key);
        this.secretChanged.fire({ key });
      });
    return {
      keys: () => operate(() => [...this.secrets.keys()]),
      get: (key) => operate(() => this.secrets.get(key)),
      store: (key, value) => write(key, () => this.secrets.set(key, value)),
      delete: (key) => write(key, () => this.secrets.delete(key)),
      onDidChange: this.secretChanged.event,
    };
  }

  private install(): void {
    const disposable = { dispose: () => undefined };
    const notify = (message: string, ...rest: readonly unknown[]) => {
      const modal = typeof rest[0] === 'object';
      const detail = modal ? ((rest[0] as { detail?: string }).detail ?? '') : '';
      const buttons = (modal ? rest.slice(1) : rest) as readonly string[];
      this.shown.push(detail === '' ? message : `${message}\n${detail}`);
      return Promise.resolve(this.user.answer?.(message, buttons, detail));
    };
    Object.assign(vscode.workspace, {
      getConfiguration: () => ({
        inspect: (name: string) => ({ globalValue: this.settings.get(name) }),
        update: (name: string, value: unknown) => {
          if (this.settingsAreReadOnly) {
            return Promise.reject(new Error('Unable to write into user settings.'));
          }
          this.settings.set(name, value);
          this.configured.fire({ affectsConfiguration: (changed) => changed === name });
          return Promise.resolve();
        },
      }),
      onDidChangeConfiguration: this.configured.event,
    });
    Object.assign(vscode.window, {
      state: { focused: true },
      onDidChangeWindowState: this.focus.event,
      showInformationMessage: notify,
      showWarningMessage: notify,
      showInputBox: (options: vscode.InputBoxOptions) =>
        Promise.resolve(this.user.type?.(options.title ?? '')),
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        const label = this.user.pick?.(items.map((item) => item.label));
        return Promise.resolve(items.find((item) => item.label === label));
      },
      withProgress: (
        _options: unknown,
        work: (progress: unknown, cancellation: vscode.CancellationToken) => unknown,
      ) =>
        work(
          { report: () => undefined },
          { isCancellationRequested: false, onCancellationRequested: () => disposable },
        ),
      createInputBox: () => this.inputBox(),
    });
  }

  private inputBox() {
    const accepted = new vscode.EventEmitter<undefined>();
    const hidden = new vscode.EventEmitter<undefined>();
    const box = {
      title: '',
      value: '',
      onDidChangeValue: new vscode.EventEmitter<string>().event,
      onDidTriggerButton: new vscode.EventEmitter<unknown>().event,
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      dispose: () => undefined,
      show: () => {
        const typed = this.user.type?.(box.title);
        if (typeof typed === 'string') {
          box.value = typed;
          accepted.fire(undefined);
        } else {
          hidden.fire(undefined);
        }
      },
    };
    return box;
  }
}

function memento(values: Map<string, unknown>): vscode.Memento {
  return {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}
