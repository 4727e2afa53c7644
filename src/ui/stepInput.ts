import * as vscode from 'vscode';
import { createPicker, createTextInput } from './gateway';
import type { StepOutcome, StepPosition } from './steps';

/** What is wrong with a text: an error is not accepted, a warning is. */
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

export interface PickOptions<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly active?: T | undefined;
}

/** Lets one item be chosen; `accept` gets it before this resolves with `next`. */
export function pickStep<T extends vscode.QuickPickItem>(
  position: StepPosition,
  options: PickOptions<T>,
  accept: (item: T) => void,
): Promise<StepOutcome> {
  const pick = createPicker<T>();
  pick.placeholder = options.placeholder;
  pick.items = options.items;
  pick.activeItems = options.active === undefined ? [] : [options.active];
  return runStep(pick, position, options.title, (finish) =>
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined) {
        accept(item);
        finish('next');
      }
    }),
  );
}

export interface TextOptions {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  readonly remark?: (value: string) => Remark | undefined;
}

/** Lets a text be typed; `accept` gets it before this resolves with `next`. */
export function textStep(
  position: StepPosition,
  options: TextOptions,
  accept: (value: string) => void,
): Promise<StepOutcome> {
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
}

/** Shows an input as one question among others, and owns it: `listen` says when it is answered. */
export function runStep(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  position: StepPosition,
  title: string,
  listen: (finish: (outcome: StepOutcome) => void) => vscode.Disposable,
): Promise<StepOutcome> {
  input.title = title;
  input.step = position.step;
  input.totalSteps = position.totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = position.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const finish = (outcome: StepOutcome) => {
      // First: disposing of the input hides it, which would count as calling off.
      resolve(outcome);
      subscriptions.dispose();
    };
    const subscriptions = vscode.Disposable.from(
      input,
      listen(finish),
      input.onDidTriggerButton(() => finish('back')),
      input.onDidHide(() => finish('cancel')),
    );
    input.show();
  });
}
