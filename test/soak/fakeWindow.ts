import type { Activity } from './activity';
import type { Extension, Load } from './bundle';
import { createFileSystem, createMemento, type Desktop } from './desktop';
import {
  close,
  InputBox,
  QuickInputPlace,
  QuickPick,
  showInputBox,
  showQuickPick,
  type Dialog,
  type Item,
} from './dialogs';
import { FakeTreeView, type Row } from './treeView';
import { CancellationTokenSource, Disposable, EventEmitter, never, Uri, values } from './values';

type Handler = (...args: readonly unknown[]) => unknown;

export interface WindowOptions {
  readonly desktop: Desktop;
  /** The open folder. */
  readonly folder: string;
  /** The workspace state, which survives a reload. */
  readonly state: Map<string, unknown>;
  /** Called with each dialog that is shown. It stays open until it's answered. */
  readonly user: (dialog: Dialog) => void;
  readonly fetch: typeof fetch;
  /** Called with the new rows of a tree. */
  readonly onDidDraw: (rows: readonly Row[]) => void;
}

/** Timers up to this duration count as pending work, and run a hundred times as fast. */
const longestWaitMs = 15_000;

/**
 * An in-memory VS Code window with one instance of the extension. It implements the part of the `vscode` API that the
 * extension uses outside the editor, and reports dialogs and tree rows.
 */
export class FakeWindow {
  readonly views = new Map<string, FakeTreeView>();
  readonly contextKeys = new Map<string, unknown>();
  readonly statusItems: { readonly id: string; text: string }[] = [];
  private readonly commands = new Map<string, Handler>();
  private readonly subscriptions: { dispose(): unknown }[] = [];
  private readonly focus = new EventEmitter<{ readonly focused: boolean; readonly active: boolean }>();
  private readonly place: QuickInputPlace;
  private readonly activity: Activity;
  private readonly openChoices = new Set<(button: undefined) => void>();
  private readonly extension: Extension;
  private disposed = false;

  constructor(
    private readonly options: WindowOptions,
    load: Load,
  ) {
    this.activity = options.desktop.activity;
    this.place = new QuickInputPlace((dialog) => this.show(dialog));
    this.extension = load({ vscode: this.api(), fetch: options.fetch, ...this.timers() });
    this.extension.activate(this.context());
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Runs a command as the palette, a menu or a key does. */
  run(command: string, ...args: readonly unknown[]): Promise<unknown> {
    const handler = this.commands.get(command);
    return handler === undefined
      ? Promise.reject(new Error(`command '${command}' not found`))
      : Promise.resolve(handler(...args));
  }

  /** Closes the open quick input, as opening another one does. */
  closeQuickInput(): void {
    this.place.close();
  }

  setFocus(focused: boolean): void {
    this.focus.fire({ focused, active: focused });
  }

  /** Closes the window, as closing or reloading does: disposes the extension and closes open dialogs. */
  dispose(): void {
    this.disposed = true;
    void this.extension.deactivate?.();
    Disposable.from(...this.subscriptions.splice(0).reverse()).dispose();
    this.place.close();
    [...this.openChoices].forEach((close) => close(undefined));
  }

  private show(dialog: Dialog): void {
    if (!this.disposed) {
      this.options.user(dialog);
    } else if (dialog.kind !== 'progress') {
      queueMicrotask(() => close(dialog));
    }
  }

  private context(): object {
    const { desktop, folder, state } = this.options;
    return {
      subscriptions: this.subscriptions,
      extension: { id: 'opensign.opensign' },
      extensionUri: Uri.file(folder),
      extensionPath: folder,
      globalStorageUri: Uri.file(`${folder}/.storage`),
      workspaceState: createMemento(state),
      globalState: createMemento(desktop.globalState),
      secrets: desktop.keyring,
      asAbsolutePath: (file: string) => `${folder}/${file}`,
    };
  }

  private timers() {
    const ends = new Map<unknown, () => void>();
    return {
      setTimeout: (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
        const isWait = ms <= longestWaitMs;
        const end = isWait ? this.activity.begin('a timer') : () => undefined;
        const timer = setTimeout(
          () => {
            ends.delete(timer);
            work(...args);
            end();
          },
          isWait ? ms / 100 : ms,
        );
        ends.set(timer, end);
        return isWait ? timer : timer.unref();
      },
      clearTimeout: (timer: unknown) => {
        ends.get(timer)?.();
        ends.delete(timer);
        clearTimeout(timer as NodeJS.Timeout);
      },
    };
  }

  private api(): object {
    const noop = () => new Disposable(() => undefined);
    return {
      ...values,
      version: '1.105.0',
      l10n: { t: format, bundle: undefined, uri: undefined },
      commands: namespace('commands', {
        registerCommand: (name: string, handler: Handler) => {
          this.commands.set(name, handler);
          return new Disposable(() => this.commands.delete(name));
        },
        executeCommand: (name: string, ...args: readonly unknown[]) => this.execute(name, args),
      }),
      window: this.windowApi(),
      workspace: this.workspaceApi(),
      env: namespace('env', {
        language: 'en',
        appName: 'Visual Studio Code',
        uriScheme: 'vscode',
        remoteName: undefined,
        clipboard: { writeText: () => Promise.resolve(), readText: () => Promise.resolve('') },
        openExternal: () => Promise.resolve(true),
      }),
      languages: namespace('languages', {
        registerHoverProvider: noop,
        registerCodeActionsProvider: noop,
        registerCompletionItemProvider: noop,
        registerCodeLensProvider: noop,
        createDiagnosticCollection: () => ({ set: noop, delete: noop, clear: noop, dispose: noop }),
      }),
      lm: namespace('lm', { registerTool: noop }),
    };
  }

  private execute(name: string, args: readonly unknown[]): Promise<unknown> {
    if (name === 'setContext') {
      this.contextKeys.set(String(args[0]), args[1]);
    }
    const view = /^(.+)\.focus$/.exec(name)?.[1];
    const shown = view === undefined ? undefined : this.views.get(view);
    if (shown !== undefined) {
      shown.visible = true;
    }
    return this.commands.has(name) ? this.run(name, ...args) : Promise.resolve(undefined);
  }

  private windowApi(): object {
    const log = () => undefined;
    const statusItem = (id: string) => {
      const item = { id, text: '', show: log, hide: log, dispose: log };
      this.statusItems.push(item);
      return item;
    };
    const showFileDialog = () =>
      new Promise((resolve) => this.show({ kind: 'file', answer: (files) => resolve(files) }));
    return namespace('window', {
      state: { focused: true, active: true },
      activeTextEditor: undefined,
      activeNotebookEditor: undefined,
      visibleTextEditors: [],
      onDidChangeWindowState: this.focus.event,
      onDidChangeActiveTextEditor: never,
      onDidChangeVisibleTextEditors: never,
      createOutputChannel: () => ({
        trace: log,
        debug: log,
        info: log,
        warn: log,
        error: log,
        show: log,
        dispose: log,
      }),
      createStatusBarItem: statusItem,
      createTreeView: (
        id: string,
        given: { treeDataProvider: ConstructorParameters<typeof FakeTreeView>[0] },
      ) => {
        const view = new FakeTreeView(given.treeDataProvider, this.activity, this.options.onDidDraw);
        this.views.set(id, view);
        return view;
      },
      createQuickPick: () => new QuickPick(this.place),
      createInputBox: () => new InputBox(this.place),
      showQuickPick: (items: readonly Item[], given: object = {}) => showQuickPick(this.place, items, given),
      showInputBox: (given: object = {}) => showInputBox(this.place, given),
      showInformationMessage: this.showMessage,
      showWarningMessage: this.showMessage,
      showErrorMessage: this.showMessage,
      showOpenDialog: showFileDialog,
      showSaveDialog: showFileDialog,
      setStatusBarMessage: () => new Disposable(log),
      withProgress: (
        given: { readonly location: unknown; readonly cancellable?: boolean },
        work: Handler,
      ) => {
        const cancel = new CancellationTokenSource();
        const working = this.activity.track(
          `progress in ${JSON.stringify(given.location)}`,
          Promise.resolve(work({ report: log }, cancel.token)),
        );
        if (given.cancellable === true) {
          this.show({ kind: 'progress', cancel });
        }
        return working;
      },
    });
  }

  /** `showInformationMessage`, `showWarningMessage` and `showErrorMessage`: a notification, or with `modal` a dialog. */
  private readonly showMessage = (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
    const [first] = rest;
    const modal = typeof first === 'object' ? (first as { modal?: boolean; detail?: string }) : {};
    const buttons = rest.filter((one) => typeof one === 'string');
    return new Promise((resolve) => {
      const answer = (button: string | undefined) => {
        this.openChoices.delete(answer);
        resolve(button);
      };
      this.openChoices.add(answer);
      const kind = modal.modal === true ? 'modal' : 'notification';
      this.show({ kind, text: [text, modal.detail ?? ''].join('\n'), buttons, answer });
    });
  };

  private workspaceApi(): object {
    const { desktop, folder } = this.options;
    const folders = [{ uri: Uri.file(folder), name: 'work', index: 0 }];
    const watcher = { onDidCreate: never, onDidChange: never, onDidDelete: never, dispose: () => undefined };
    return namespace('workspace', {
      isTrusted: true,
      workspaceFolders: folders,
      workspaceFile: undefined,
      textDocuments: [],
      notebookDocuments: [],
      fs: createFileSystem(this.activity),
      getConfiguration: desktop.settings.section,
      onDidChangeConfiguration: (listener: (event: never) => unknown) => {
        const subscription = desktop.settings.onDidChange(listener as (event: unknown) => unknown);
        return subscription;
      },
      onDidOpenTextDocument: never,
      onDidCloseTextDocument: never,
      onDidChangeTextDocument: never,
      onDidSaveTextDocument: never,
      onDidGrantWorkspaceTrust: never,
      onDidChangeWorkspaceFolders: never,
      onDidRenameFiles: never,
      onDidDeleteFiles: never,
      onDidCreateFiles: never,
      registerTextDocumentContentProvider: () => new Disposable(() => undefined),
      createFileSystemWatcher: () => watcher,
      findFiles: () => Promise.resolve([]),
      getWorkspaceFolder: () => folders[0],
      asRelativePath: (uri: Uri) => uri.path.replace(`${folder}/`, ''),
    });
  }
}

/** Throws for a member that the fake window lacks, because "undefined is not a function" doesn't name it. */
function namespace(name: string, members: object): object {
  return new Proxy(members, {
    get: (target, key) => {
      if (typeof key === 'string' && !(key in target)) {
        throw new Error(`Add vscode.${name}.${key} to FakeWindow`);
      }
      return Reflect.get(target, key) as unknown;
    },
  });
}

type Message = string | { readonly message: string; readonly args?: readonly unknown[] };

/** `vscode.l10n.t` without translations and named arguments, which the extension doesn't use. */
function format(given: Message, ...rest: readonly unknown[]): string {
  const { message, args = [] } = typeof given === 'object' ? given : { message: given, args: rest };
  return message.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = args[Number(index)];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
