import { createRequire } from 'node:module';
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { root } from '../support/project';

type Fake = Record<string, unknown>;

class FakeUri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  static parse(text: string): FakeUri {
    const [, scheme = '', path = ''] = /^(\w+):(?:\/\/)?(.*)$/.exec(text) ?? [];
    return new FakeUri(scheme, path);
  }
  static file(path: string): FakeUri {
    return new FakeUri('file', path);
  }
  static joinPath(uri: FakeUri, ...parts: readonly string[]): FakeUri {
    const path: string[] = [];
    for (const part of [uri.path, ...parts].join('/').split('/')) {
      if (part === '..') {
        path.pop();
      } else if (part !== '') {
        path.push(part);
      }
    }
    return new FakeUri(uri.scheme, `/${path.join('/')}`);
  }
  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

class FileSystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** An open document. Its positions are offsets. */
export class OpenDocument {
  readonly languageId = 'plaintext';
  /** The text before each edit. */
  readonly undo: string[] = [];
  isDirty = false;
  constructor(
    private readonly desk: Desk,
    readonly uri: FakeUri,
    private text: string,
  ) {}
  getText(): string {
    return this.text;
  }
  positionAt(offset: number): number {
    return offset;
  }
  type(text: string): void {
    this.undo.push(this.text);
    this.text = text;
    this.isDirty = true;
  }
  save(): Promise<boolean> {
    this.desk.files.set(this.uri.path, this.text);
    this.isDirty = false;
    return Promise.resolve(true);
  }
}

interface Edit {
  readonly uri: FakeUri;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

class WorkspaceEdit {
  readonly edits: Edit[] = [];
  replace(uri: FakeUri, { start, end }: { start: number; end: number }, text: string): void {
    this.edits.push({ uri, start, end, text });
  }
}

class Range {
  constructor(
    readonly start: number,
    readonly end: number,
  ) {}
}

/** What the user is shown, in order. */
export interface Asked {
  readonly what: 'message' | 'modal' | 'error' | 'pick' | 'save';
  readonly text: string;
  readonly choices: readonly string[];
}

export type Item = vscode.QuickPickItem;

/**
 * The parts of VS Code that the commands for ID files use, with files in memory and prepared answers. A question without
 * an answer is closed.
 */
export class Desk {
  /** Texts by path. */
  readonly files = new Map<string, string>();
  readonly documents: OpenDocument[] = [];
  readonly asked: Asked[] = [];
  readonly progress: string[] = [];
  readonly commands: (readonly unknown[])[] = [];
  readonly writes: string[] = [];
  readonly state = new Map<string, unknown>();
  items: readonly Item[] = [];
  clipboard = '';
  active: OpenDocument | undefined;
  hasFolder = true;
  /** Answers a question, by the text of a button, of an item or by a path. */
  answer: (asked: Asked) => string | undefined = () => undefined;
  /** Called with the function that cancels the operation. */
  whenProgress: (cancel: () => void) => void = () => undefined;
  private readonly before = new Map<string, unknown>();

  readonly memento = {
    get: (key: string): unknown => this.state.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void this.state.set(key, value)),
  } as unknown as vscode.Memento;

  uri(path: string): vscode.Uri {
    return FakeUri.file(path) as unknown as vscode.Uri;
  }

  open(path: string): OpenDocument {
    const document = new OpenDocument(this, FakeUri.file(path), this.files.get(path) ?? '');
    this.documents.push(document);
    this.active = document;
    return document;
  }

  /** Replaces parts of `vscode` in this process, until the returned function is called. */
  install(): () => void {
    const fake = createRequire(__filename)('vscode') as Fake;
    for (const [name, value] of Object.entries(this.parts())) {
      this.before.set(name, fake[name]);
      fake[name] = value;
    }
    return () => {
      for (const [name, value] of this.before) {
        fake[name] = value;
      }
    };
  }

  /** The texts of messages and questions. */
  messages(what?: Asked['what']): readonly string[] {
    return this.asked.filter((one) => what === undefined || one.what === what).map(({ text }) => text);
  }

  private ask(what: Asked['what'], text: string, choices: readonly string[]): string | undefined {
    const asked = { what, text, choices };
    this.asked.push(asked);
    return this.answer(asked);
  }

  private parts(): Fake {
    return {
      Uri: FakeUri,
      FileSystemError,
      WorkspaceEdit,
      Range,
      ProgressLocation: { Notification: 15 },
      QuickPickItemKind: { Separator: -1, Default: 0 },
      window: this.window(),
      workspace: this.workspace(),
      env: {
        language: 'en',
        clipboard: { writeText: (text: string) => Promise.resolve(void (this.clipboard = text)) },
      },
      commands: {
        executeCommand: (...command: readonly unknown[]) => Promise.resolve(void this.commands.push(command)),
      },
    };
  }

  private window(): Fake {
    const message =
      (what: Asked['what']) =>
      (text: string, ...rest: readonly (string | { modal?: boolean; detail?: string })[]) => {
        const modal = rest.find((one) => typeof one === 'object');
        const full = modal === undefined ? text : `${text} ${modal.detail ?? ''}`;
        const choices = rest.filter((one) => typeof one === 'string');
        return Promise.resolve(this.ask(modal === undefined ? what : 'modal', full, choices));
      };
    const editor = () => (this.active === undefined ? undefined : { document: this.active });
    return {
      get activeTextEditor() {
        return editor();
      },
      showInformationMessage: message('message'),
      showWarningMessage: message('message'),
      showErrorMessage: message('error'),
      setStatusBarMessage: (text: string) => void this.ask('message', text, []),
      showTextDocument: (uri: FakeUri) => Promise.resolve(void this.commands.push(['show', uri.path])),
      showSaveDialog: ({ title, defaultUri }: { title: string; defaultUri: FakeUri }) => {
        const path = this.ask('save', title, [defaultUri.path]);
        return Promise.resolve(path === undefined ? undefined : FakeUri.file(path));
      },
      showQuickPick: (items: readonly Item[], { title }: { title: string }) => {
        this.items = items;
        const label = this.ask(
          'pick',
          title,
          items.map((item) => item.label),
        );
        return Promise.resolve(items.find((item) => item.label === label));
      },
      withProgress: (
        { title }: { title: string },
        work: (progress: { report: () => void }, cancellation: unknown) => Promise<unknown>,
      ) => {
        this.progress.push(title);
        const listeners: (() => void)[] = [];
        const cancellation = {
          isCancellationRequested: false,
          onCancellationRequested: (listener: () => void) => {
            listeners.push(listener);
            return { dispose: () => undefined };
          },
        };
        const working = work({ report: () => undefined }, cancellation);
        this.whenProgress(() => listeners.forEach((listener) => listener()));
        return working;
      },
    };
  }

  private workspace(): Fake {
    const read = (uri: FakeUri) => {
      const text = this.files.get(uri.path);
      return text === undefined
        ? Promise.reject(new FileSystemError('FileNotFound'))
        : Promise.resolve(new TextEncoder().encode(text));
    };
    const folders = () => (this.hasFolder ? [{ uri: FakeUri.file('/work') }] : undefined);
    return {
      get workspaceFolders() {
        return folders();
      },
      textDocuments: this.documents,
      fs: {
        readFile: read,
        stat: async (uri: FakeUri) => ({ size: (await read(uri)).length }),
        writeFile: (uri: FakeUri, bytes: Uint8Array) => {
          this.files.set(uri.path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
          return Promise.resolve();
        },
        rename: (from: FakeUri, to: FakeUri) => {
          this.files.set(to.path, this.files.get(from.path) ?? '');
          this.files.delete(from.path);
          this.writes.push(to.path);
          return Promise.resolve();
        },
        delete: (uri: FakeUri) => Promise.resolve(void this.files.delete(uri.path)),
      },
      // All files that aren't excluded. The code filters them by name.
      findFiles: () =>
        Promise.resolve(
          [...this.files.keys()]
            .filter((path) => !path.includes('/node_modules/'))
            .map((path) => FakeUri.file(path)),
        ),
      asRelativePath: (uri: FakeUri) => uri.path.replace('/work/', ''),
      applyEdit: ({ edits }: WorkspaceEdit) => {
        for (const { uri, start, end, text } of edits) {
          const document = this.documents.find((one) => one.uri.toString() === uri.toString());
          const before = document?.getText() ?? '';
          document?.type(before.slice(0, start) + text + before.slice(end));
        }
        return Promise.resolve(true);
      },
    };
  }
}

/**
 * Loads the extension's modules again with `load`, so that they use the desk's parts of `vscode`. `restore` puts the old
 * ones back.
 */
export function withDesk<T>(load: () => T): { readonly loaded: T; readonly restore: () => void } {
  const uninstall = new Desk().install();
  const isSource = (file: string) => file.startsWith(path.join(root, 'src'));
  const take = () => {
    const taken = Object.entries(require.cache).filter(([file]) => isSource(file));
    taken.forEach(([file]) => Reflect.deleteProperty(require.cache, file));
    return taken;
  };
  const others = take();
  const loaded = load();
  return {
    loaded,
    restore: () => {
      take();
      Object.assign(require.cache, Object.fromEntries(others));
      uninstall();
    },
  };
}
