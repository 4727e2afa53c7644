import {
  EventEmitter,
  InputBoxValidationSeverity,
  QuickPickItemKind,
  type CancellationTokenSource,
  type Uri,
} from './values';

export interface Item {
  readonly label: string;
  readonly kind?: number;
}

export interface Choice {
  readonly kind: 'modal' | 'notification';
  readonly text: string;
  readonly buttons: readonly string[];
  /** Undefined closes it. Only the first call has an effect. */
  answer(button: string | undefined): void;
}

/** What a window shows to the user. */
export type Dialog =
  | Choice
  | { readonly kind: 'pick'; readonly pick: QuickPick }
  | { readonly kind: 'input'; readonly input: InputBox }
  | { readonly kind: 'file'; answer(files: readonly Uri[] | undefined): void }
  | { readonly kind: 'progress'; readonly cancel: CancellationTokenSource };

/** Closes a dialog as Escape does. */
export function close(dialog: Exclude<Dialog, { readonly kind: 'progress' }>): void {
  switch (dialog.kind) {
    case 'pick':
      dialog.pick.hide();
      break;
    case 'input':
      dialog.input.hide();
      break;
    default:
      dialog.answer(undefined);
  }
}

type Validation = string | { readonly message: string; readonly severity: number } | null | undefined;

/** Shows one quick input at a time. A new one closes the previous one, as in VS Code. */
export class QuickInputPlace {
  private current: QuickInput | undefined;

  constructor(readonly user: (dialog: Dialog) => void) {}

  open(input: QuickInput): void {
    const previous = this.current;
    this.current = input;
    if (previous !== input) {
      previous?.hide();
    }
  }

  release(input: QuickInput): void {
    if (this.current === input) {
      this.current = undefined;
    }
  }

  close(): void {
    this.current?.hide();
  }
}

abstract class QuickInput {
  title: string | undefined;
  placeholder: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  busy = false;
  enabled = true;
  ignoreFocusOut = false;
  buttons: readonly unknown[] = [];
  protected readonly accepted = new EventEmitter<undefined>();
  private readonly hidden = new EventEmitter<undefined>();
  private readonly valueChanged = new EventEmitter<string>();
  private shown = false;
  private text = '';

  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeValue = this.valueChanged.event;
  readonly onDidTriggerButton = new EventEmitter<unknown>().event;

  constructor(private readonly place: QuickInputPlace) {}

  get value(): string {
    return this.text;
  }

  set value(text: string) {
    this.text = text;
  }

  get isShown(): boolean {
    return this.shown;
  }

  show(): void {
    if (!this.shown) {
      this.shown = true;
      this.place.open(this);
      this.place.user(this.dialog());
    }
  }

  hide(): void {
    if (this.shown) {
      this.shown = false;
      this.place.release(this);
      this.hidden.fire(undefined);
    }
  }

  dispose(): void {
    this.hide();
  }

  /** Typing by the user. Setting `value` fires no event. */
  type(text: string): void {
    this.text = text;
    this.valueChanged.fire(text);
  }

  protected abstract dialog(): Dialog;
}

export class QuickPick extends QuickInput {
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;
  keepScrollPosition = false;
  private readonly selection = new EventEmitter<readonly Item[]>();
  readonly onDidChangeSelection = this.selection.event;
  readonly onDidChangeActive = new EventEmitter<readonly Item[]>().event;
  readonly onDidTriggerItemButton = new EventEmitter<unknown>().event;

  /** The row that Enter would accept. */
  get focused(): Item | undefined {
    const rows = this.items.filter(({ kind }) => kind !== QuickPickItemKind.Separator);
    return this.activeItems.find((item) => rows.includes(item)) ?? rows[0];
  }

  choose(item: Item): void {
    this.selectedItems = [item];
    this.selection.fire(this.selectedItems);
    this.accepted.fire(undefined);
  }

  protected override dialog(): Dialog {
    return { kind: 'pick', pick: this };
  }
}

export class InputBox extends QuickInput {
  prompt: string | undefined;
  password = false;
  validationMessage: Validation;

  accept(): void {
    this.accepted.fire(undefined);
  }

  protected override dialog(): Dialog {
    return { kind: 'input', input: this };
  }
}

/** `showQuickPick`, on top of `createQuickPick`. */
export function showQuickPick(
  place: QuickInputPlace,
  items: readonly Item[],
  options: { readonly title?: string; readonly placeHolder?: string },
): Promise<Item | undefined> {
  const pick = new QuickPick(place);
  pick.title = options.title;
  pick.placeholder = options.placeHolder;
  pick.items = items;
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
}

interface InputBoxOptions {
  readonly title?: string;
  readonly prompt?: string;
  readonly value?: string;
  readonly password?: boolean;
  readonly validateInput?: (value: string) => PromiseLike<Validation> | Validation;
}

/** `showInputBox`, on top of `createInputBox`. */
export function showInputBox(place: QuickInputPlace, options: InputBoxOptions): Promise<string | undefined> {
  const input = new InputBox(place);
  input.title = options.title;
  input.prompt = options.prompt;
  input.value = options.value ?? '';
  input.password = options.password ?? false;
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      void Promise.resolve(options.validateInput?.(input.value)).then((problem) => {
        const isRejected =
          typeof problem === 'string' || (problem && problem.severity === InputBoxValidationSeverity.Error);
        if (!isRejected) {
          resolve(input.value);
        }
        input.hide();
      });
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  });
}
