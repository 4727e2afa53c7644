// Classes and enumerations of the `vscode` API, shared by all windows.

import * as path from 'node:path';

export class Disposable {
  constructor(private readonly callOnDispose: () => unknown) {}
  static from(...items: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => items.forEach((item) => void item.dispose()));
  }
  dispose(): void {
    this.callOnDispose();
  }
}

export type Event<T> = (listener: (value: T) => unknown, thisArg?: unknown) => Disposable;

export class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => unknown>();
  readonly event: Event<T> = (listener, thisArg) => {
    const bound = (value: T) => listener.call(thisArg, value);
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };
  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      listener(value);
    }
  }
  dispose(): void {
    this.listeners.clear();
  }
}

export const never: Event<never> = () => new Disposable(() => undefined);

export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: Event<undefined>;
}

export class CancellationTokenSource {
  private readonly emitter = new EventEmitter<undefined>();
  private canceled = false;
  readonly token: CancellationToken;
  constructor() {
    const isCanceled = () => this.canceled;
    this.token = {
      get isCancellationRequested() {
        return isCanceled();
      },
      onCancellationRequested: this.emitter.event,
    };
  }
  cancel(): void {
    if (!this.canceled) {
      this.canceled = true;
      this.emitter.fire(undefined);
    }
  }
  dispose(): void {
    this.emitter.dispose();
  }
}

interface UriParts {
  readonly scheme?: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
  readonly fragment?: string;
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
    readonly query: string,
    readonly fragment: string,
  ) {}
  static from({ scheme = '', authority = '', path: at = '', query = '', fragment = '' }: UriParts): Uri {
    return new Uri(scheme, authority, at, query, fragment);
  }
  static parse(text: string): Uri {
    const match = /^([a-z][\w+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(text) ?? [];
    const [, scheme = 'file', authority = '', at = '', query = '', fragment = ''] = match;
    return new Uri(scheme, authority, decodeURIComponent(at), query, fragment);
  }
  static file(file: string): Uri {
    return new Uri('file', '', file, '', '');
  }
  static joinPath(uri: Uri, ...parts: readonly string[]): Uri {
    return uri.with({ path: path.posix.join(uri.path, ...parts) });
  }
  get fsPath(): string {
    return this.path;
  }
  with(parts: UriParts): Uri {
    const { scheme, authority, path: at, query, fragment } = this;
    return Uri.from({ scheme, authority, path: at, query, fragment, ...parts });
  }
  toString(): string {
    const tail = `${this.query && `?${this.query}`}${this.fragment && `#${this.fragment}`}`;
    return `${this.scheme}:${this.scheme === 'file' || this.authority !== '' ? '//' : ''}${this.authority}${encodeURI(this.path)}${tail}`;
  }
}

export class FileSystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export class CancellationError extends Error {}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class TreeItem {
  id?: string;
  command?: { readonly command: string; readonly arguments?: readonly unknown[] };
  constructor(
    readonly label: string,
    readonly collapsibleState: number = TreeItemCollapsibleState.None,
  ) {}
}

export class MarkdownString {
  isTrusted: unknown;
  constructor(public value = '') {}
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendText(text: string): this {
    return this.appendMarkdown(text.replace(/[\\`*_{}[\]()#+\-.!~<>]/g, '\\$&'));
  }
  appendCodeblock(text: string): this {
    return this.appendMarkdown(text);
  }
}

/** For classes of the editor API, which modules reference on load but only instantiate for an open document. */
class EditorValue {
  readonly parts: readonly unknown[];
  constructor(...parts: readonly unknown[]) {
    this.parts = parts;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 };

const CodeActionKind = { QuickFix: 'quickfix' };

/** By name in `vscode`. */
export const values = {
  Disposable,
  EventEmitter,
  CancellationTokenSource,
  Uri,
  FileSystemError,
  CancellationError,
  ThemeIcon,
  ThemeColor,
  TreeItem,
  MarkdownString,
  TreeItemCollapsibleState,
  ProgressLocation,
  QuickPickItemKind,
  InputBoxValidationSeverity,
  CodeActionKind,
  QuickInputButtons: { Back: { iconPath: new ThemeIcon('arrow-left') } },
  StatusBarAlignment: { Left: 1, Right: 2 },
  ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  ViewColumn: { Active: -1, Beside: -2, One: 1 },
  FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
  FilePermission: { Readonly: 1 },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  CompletionItemKind: { Value: 11 },
  Range: EditorValue,
  Position: EditorValue,
  Selection: EditorValue,
  RelativePattern: EditorValue,
  SnippetString: EditorValue,
  WorkspaceEdit: EditorValue,
  Hover: EditorValue,
  CodeLens: EditorValue,
  CodeAction: EditorValue,
  CompletionItem: EditorValue,
  Diagnostic: EditorValue,
  LanguageModelTextPart: EditorValue,
  LanguageModelToolResult: EditorValue,
};
