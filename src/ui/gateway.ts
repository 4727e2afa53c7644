import * as vscode from 'vscode';
import { Disposables } from './disposables';
import { inertText, longestPassage } from './inertText';

/**
 * The only way to VS Code's notifications, dialogs, inputs, lists, progress and status messages; lint forbids all
 * others. Texts are made inert as a whole, after translation and with all values in. What the user types or edits
 * (`value`) is never changed.
 */

/** A native dialog doesn't scroll: beyond this, its buttons may be off the screen. */
const longestDetail = 4000;

/** Rows and titles are one line, and VS Code shows as much as fits. */
const line = (text: string) => inertText(text, longestPassage);

export type Severity = 'information' | 'warning' | 'error';

/** Shows a notification. Resolves with the pressed button, or undefined when the notification is closed. */
export async function notify(
  severity: Severity,
  message: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const show = { information: showInformationMessage, warning: showWarningMessage, error: showErrorMessage };
  const shown = buttons.map(line);
  const choice = await show[severity](inertText(message), ...shown);
  return choice === undefined ? undefined : buttons[shown.indexOf(choice)];
}

/**
 * Asks a question in a modal dialog. Resolves with the pressed button, or undefined when the dialog is closed. The
 * question names environment and object; buttons are verbs.
 */
export async function ask(
  question: string,
  detail: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const shown = buttons.map(line);
  const options = { modal: true, detail: inertText(detail, longestDetail) };
  const choice = await vscode.window.showWarningMessage(inertText(question), options, ...shown);
  return choice === undefined ? undefined : buttons[shown.indexOf(choice)];
}

export function showStatus(text: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(line(text), milliseconds);
}

export function showProgress<T>(
  options: vscode.ProgressOptions,
  work: (report: (message: string) => void, cancellation: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> {
  const { title } = options;
  return vscode.window.withProgress(
    title === undefined ? options : { ...options, title: line(title) },
    (progress, cancellation) => work((message) => progress.report({ message: line(message) }), cancellation),
  );
}

/** Asks for one text. Resolves with undefined when the user cancels. */
export async function askForText(options: vscode.InputBoxOptions): Promise<string | undefined> {
  const validateInput = options.validateInput?.bind(options);
  return vscode.window.showInputBox({
    ...makeInert(options),
    ...(validateInput === undefined
      ? {}
      : { validateInput: async (value: string) => toRemark(await validateInput(value)) }),
  });
}

/** Lets one item be chosen. Resolves with undefined when the user cancels. */
export async function pickOne<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  return vscode.window.showQuickPick(items.map(toRow), makeInert(options));
}

/** A list whose items, texts and buttons become inert when they are set. Items keep their identity. */
export function createPicker<T extends vscode.QuickPickItem>(): vscode.QuickPick<T> {
  return guard(vscode.window.createQuickPick<T>());
}

/** An input whose texts and buttons become inert when they are set; `value` doesn't. */
export function createTextInput(): vscode.InputBox {
  return guard(vscode.window.createInputBox());
}

interface InputControl<T> {
  readonly finish: (answer: T) => void;
  readonly fail: (error: unknown) => void;
  /** Aborts when the input is closed. */
  readonly signal: AbortSignal;
}

/**
 * Shows a list or input, and owns it and the listeners that `listen` returns. One of them calls `finish` or `fail`.
 * Resolves with `ifClosed` when the user closes the input.
 */
export function showInput<T>(
  input: vscode.QuickInput,
  ifClosed: T,
  listen: (control: InputControl<T>) => readonly vscode.Disposable[],
): Promise<T> {
  return new Promise((resolve, reject) => {
    const owned = new Disposables();
    const closed = new AbortController();
    const end = () => {
      closed.abort();
      owned.dispose();
    };
    // Settled before the input is disposed of, because that hides it, which would count as closed by the user.
    const finish = (answer: T) => {
      resolve(answer);
      end();
    };
    const fail = (error: unknown) => {
      reject(error instanceof Error ? error : new Error(String(error)));
      end();
    };
    owned.add(input);
    owned.add(input.onDidHide(() => finish(ifClosed)));
    listen({ finish, fail, signal: closed.signal }).forEach((listener) => owned.add(listener));
    input.show();
  });
}

/** A remark about a typed text: an error keeps it from being accepted, a warning doesn't. */
export interface Remark {
  readonly message: string;
  readonly severity: vscode.InputBoxValidationSeverity;
}

export function refusal(message: string): Remark {
  return { message, severity: vscode.InputBoxValidationSeverity.Error };
}

export function warning(message: string): Remark {
  return { message, severity: vscode.InputBoxValidationSeverity.Warning };
}

function guard<T extends vscode.QuickInput>(input: T): T {
  return new Proxy(input, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set(target, key, value) {
      return Reflect.set(target, key, typeof key === 'string' ? toInert(key, value) : value, target);
    },
  });
}

const lineKeys: ReadonlySet<string> = new Set(['title', 'placeholder', 'placeHolder', 'prompt']);

function toInert(key: string, value: unknown): unknown {
  if (typeof value === 'string' && (lineKeys.has(key) || key === 'validationMessage')) {
    return line(value);
  }
  switch (key) {
    case 'items':
      return (value as readonly vscode.QuickPickItem[]).map(toRow);
    case 'buttons':
      return (value as readonly vscode.QuickInputButton[]).map(toButton);
    case 'validationMessage':
      return toRemark(value as vscode.InputBoxValidationMessage | undefined);
    default:
      return value;
  }
}

/** The options with inert texts, which have the same names for lists, inputs and progress. */
function makeInert<T extends object>(options: T): T {
  const entries = Object.entries(options) as readonly (readonly [string, unknown])[];
  return Object.fromEntries(entries.map(([key, value]) => [key, toInert(key, value)])) as T;
}

/** Changes the item itself: VS Code compares items in `activeItems` and `selectedItems` by identity. */
function toRow<T extends vscode.QuickPickItem>(item: T): T {
  item.label = line(item.label);
  if (item.description !== undefined) {
    item.description = line(item.description);
  }
  if (item.detail !== undefined) {
    item.detail = line(item.detail);
  }
  if (item.buttons !== undefined) {
    item.buttons = item.buttons.map(toButton);
  }
  return item;
}

/** Leaves safe buttons unchanged: VS Code compares its own, such as Back, by identity. */
function toButton<T extends vscode.QuickInputButton>(button: T): T {
  const { tooltip } = button;
  if (tooltip === undefined || line(tooltip) === tooltip) {
    return button;
  }
  return Object.assign(button, { tooltip: line(tooltip) });
}

type Validation = string | vscode.InputBoxValidationMessage | null | undefined;

function toRemark(remark: Validation): Validation {
  if (typeof remark === 'string') {
    return line(remark);
  }
  return remark && { ...remark, message: line(remark.message) };
}
