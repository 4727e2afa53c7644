import * as vscode from 'vscode';

/** Replaces VS Code’s dialogs, quick inputs and progress. Tests set the answers. */
export class Dialog {
  answer: string | undefined;
  /** Cancels progress with a matching title when it starts. */
  canceled: RegExp | undefined;
  readonly details: string[] = [];
  readonly buttons: (readonly string[])[] = [];
  /** Presses Cancel on the latest progress. */
  cancel = () => {};
  private opened!: (list: List) => void;
  /** Resolves with the next list that opens. */
  list = this.next();

  next(): Promise<List> {
    this.list = new Promise((resolve) => (this.opened = resolve));
    return this.list;
  }

  open(): List {
    return new List(this.opened);
  }
}

/** A fake `QuickPick` or `InputBox`. */
export class List {
  title = '';
  placeholder = '';
  value = '';
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  isOpen = false;
  private readonly accepted: (() => void)[] = [];
  private readonly changed: (() => void)[] = [];
  private readonly hidden: (() => void)[] = [];

  constructor(private readonly opened: (list: List) => void) {}

  show(): void {
    this.isOpen = true;
    this.opened(this);
  }
  hide(): void {
    this.isOpen = false;
    this.hidden.forEach((listener) => listener());
  }
  dispose(): void {
    this.isOpen = false;
  }
  onDidAccept(listener: () => void) {
    this.accepted.push(listener);
    return { dispose: () => {} };
  }
  onDidHide(listener: () => void) {
    this.hidden.push(listener);
    return { dispose: () => {} };
  }
  onDidTriggerButton() {
    return { dispose: () => {} };
  }
  onDidTriggerItemButton() {
    return { dispose: () => {} };
  }
  onDidChangeValue(listener: () => void) {
    this.changed.push(listener);
    return { dispose: () => {} };
  }
  type(value: string): void {
    this.value = value;
    this.changed.forEach((listener) => listener());
  }
  /** Accepts the row with this label, or by default the first one, as Enter does. */
  accept(label?: string): void {
    this.selectedItems =
      label === undefined
        ? [...this.activeItems, ...this.items].slice(0, 1)
        : this.items.filter((item) => item.label === label).slice(0, 1);
    this.accepted.forEach((listener) => listener());
  }
}

/** Installs a {@link Dialog} in the fake `vscode`. `showQuickPick` selects the first item. */
export function useDialog(): Dialog {
  const dialog = new Dialog();
  const ask = (_: string, options: vscode.MessageOptions, ...buttons: readonly string[]) => {
    dialog.details.push(options.detail ?? '');
    dialog.buttons.push(buttons);
    return Promise.resolve(dialog.answer);
  };
  const run = <T>({ title }: vscode.ProgressOptions, work: (progress: object, cancellation: object) => T) => {
    const listeners: (() => void)[] = [];
    const onCancellationRequested = (listener: () => void) => {
      listeners.push(listener);
      return { dispose: () => {} };
    };
    dialog.cancel = () => listeners.forEach((listener) => listener());
    const done = work({ report: () => {} }, { onCancellationRequested });
    if (dialog.canceled?.test(title ?? '')) {
      dialog.cancel();
    }
    return done;
  };
  Object.assign(vscode.window, {
    showWarningMessage: ask,
    createQuickPick: () => dialog.open(),
    createInputBox: () => dialog.open(),
    withProgress: run,
    showQuickPick: (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]),
    setStatusBarMessage: () => {},
  });
  return dialog;
}
