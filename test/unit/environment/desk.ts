import * as vscode from 'vscode';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { Environments } from '../../../src/environment/environments';
import { TokenStore } from '../../../src/environment/tokenStore';
import { ImpatientClock, KeptLog, testFetch } from '../support/client';

type Listener<T> = (event: T) => unknown;

class Emitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };
  fire(event: T): void {
    [...this.listeners].forEach((listener) => listener(event));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

/** What a test does in the user's place when a dialog, an input or a list is shown. Undefined closes it. */
export interface User {
  answer?: (question: string, buttons: readonly string[], detail: string) => unknown;
  type?: (title: string) => unknown;
  pick?: (labels: readonly string[]) => unknown;
}

/**
 * A user's VS Code: one keyring, one global state and one settings file for all windows. Every operation of the
 * keyring takes `latencyMs`, one after another as in VS Code, and every write is announced to all windows.
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
  private readonly global = new Map<string, unknown>();
  private readonly secretChanged = new Emitter<vscode.SecretStorageChangeEvent>();
  private readonly configured = new Emitter<{ affectsConfiguration(name: string): boolean }>();
  private readonly focus = new Emitter<{ focused: boolean }>();
  private tail: Promise<unknown> = Promise.resolve();
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
  async open(): Promise<Environments> {
    const clock = Object.assign(new ImpatientClock(), { now: () => this.time++ });
    const environments = new Environments({
      state: memento(new Map()),
      tokens: this.store(),
      fetch: testFetch,
      clock,
      log: this.log,
    });
    this.owned.push(environments);
    await environments.load();
    return environments;
  }

  private operate<T>(work: () => T): Promise<T> {
    const result = this.tail.then(
      () => new Promise<T>((resolve) => setTimeout(() => resolve(work()), this.latencyMs)),
    );
    this.tail = result;
    return result;
  }

  private storage(): vscode.SecretStorage {
    const write = (key: string, work: () => unknown) =>
      this.operate(() => {
        work();
        this.secretWrites.push(key);
        this.secretChanged.fire({ key });
      });
    return {
      keys: () => this.operate(() => [...this.secrets.keys()]),
      get: (key) => this.operate(() => this.secrets.get(key)),
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
    Object.assign(vscode, {
      EventEmitter: Emitter,
      Disposable: {
        from: (...all: readonly vscode.Disposable[]) => ({
          dispose: () => all.forEach((item) => void item.dispose()),
        }),
      },
      ConfigurationTarget: { Global: 1 },
      workspace: {
        getConfiguration: () => ({
          inspect: (name: string) => ({ globalValue: this.settings.get(name) }),
          update: (name: string, value: unknown) => {
            this.settings.set(name, value);
            this.configured.fire({ affectsConfiguration: (changed) => changed === name });
            return Promise.resolve();
          },
        }),
        onDidChangeConfiguration: this.configured.event,
      },
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
    const accepted = new Emitter<undefined>();
    const hidden = new Emitter<undefined>();
    const box = {
      title: '',
      value: '',
      onDidChangeValue: new Emitter<string>().event,
      onDidTriggerButton: new Emitter<unknown>().event,
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
    get: <T>(key: string) => values.get(key) as T,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  } as vscode.Memento;
}
