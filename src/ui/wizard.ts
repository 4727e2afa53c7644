import * as vscode from 'vscode';
import { createPicker, createTextInput, showInput, type Remark } from './gateway';

export interface StepPosition {
  /** Counts from 1. */
  readonly step: number;
  readonly totalSteps: number;
  /** There is a previous question. */
  readonly canGoBack: boolean;
}

export type StepOutcome = 'next' | 'back' | 'cancel';

/** Asks one question and keeps the answer, which is shown again when the user comes back. */
export type Step = (position: StepPosition) => Promise<StepOutcome>;

/**
 * Asks questions, forward and back. Calls `steps` after each answer, because an answer may add or remove later
 * questions. Resolves with false when the user cancels.
 */
export async function runWizard(steps: () => readonly Step[]): Promise<boolean> {
  let index = 0;
  for (;;) {
    const all = steps();
    const step = all[index];
    if (step === undefined) {
      return true;
    }
    const outcome = await step({ step: index + 1, totalSteps: all.length, canGoBack: index > 0 });
    if (outcome === 'cancel') {
      return false;
    }
    index += outcome === 'next' ? 1 : -1;
  }
}

interface PickOptions<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly active?: T | undefined;
}

/** Picks one item; `accept` gets it before the step resolves with `next`. */
export function pickStep<T extends vscode.QuickPickItem>(
  { title, placeholder, items, active }: PickOptions<T>,
  accept: (item: T) => void,
): Step {
  return (position) => {
    const pick = createPicker<T>();
    pick.placeholder = placeholder;
    pick.items = items;
    pick.activeItems = active === undefined ? [] : [active];
    return runStep(pick, position, title, (finish) =>
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item !== undefined) {
          accept(item);
          finish('next');
        }
      }),
    );
  };
}

export interface TextOptions {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  readonly remark?: (value: string) => Remark | undefined;
}

/** Asks for a text; `accept` gets it before the step resolves with `next`. */
export function textStep(options: TextOptions, accept: (value: string) => void): Step {
  return (position) => {
    const input = createTextInput();
    input.prompt = options.prompt;
    input.value = options.value;
    input.placeholder = options.placeholder;
    input.password = options.password ?? false;
    const check = () => {
      const remark = options.remark?.(input.value);
      input.validationMessage = remark;
      return remark?.severity !== vscode.InputBoxValidationSeverity.Error;
    };
    check();
    return runStep(input, position, options.title, (finish) =>
      vscode.Disposable.from(
        input.onDidChangeValue(check),
        input.onDidAccept(() => {
          if (check()) {
            accept(input.value);
            finish('next');
          }
        }),
      ),
    );
  };
}

/** Shows an input as one step of a wizard, and owns it. `listen` ends the step with its outcome. */
export function runStep(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { step, totalSteps, canGoBack }: StepPosition,
  title: string,
  listen: (finish: (outcome: StepOutcome) => void) => vscode.Disposable,
): Promise<StepOutcome> {
  const buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true, buttons });
  return showInput<StepOutcome>(input, 'cancel', ({ finish }) => [
    listen(finish),
    input.onDidTriggerButton(() => finish('back')),
  ]);
}
