import * as vscode from 'vscode';

/** A notification, or a dialog when it is `modal`. */
export interface Shown {
  readonly severity: 'information' | 'warning' | 'error';
  readonly message: string;
  readonly detail: string;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

/** `vscode.window` of this extension host, which the code under test shares. */
const vsWindow = vscode.window as unknown as Record<string, unknown>;

const functions = {
  showInformationMessage: 'information',
  showWarningMessage: 'warning',
  showErrorMessage: 'error',
} as const;

/**
 * Reads notifications and answers dialogs: a host that runs tests hides the ones and refuses the others. Inputs and
 * lists are VS Code's own, used by VS Code's commands.
 */
export class Person implements vscode.Disposable {
  readonly shown: Shown[] = [];
  /** Says which button is pressed; none closes the message. */
  answer: (shown: Shown) => string | undefined = () => undefined;
  /** What is typed where text is hidden. */
  password = '';
  private readonly inputs: vscode.InputBox[] = [];
  private readonly originals = new Map<string, unknown>();

  constructor() {
    for (const [name, severity] of Object.entries(functions)) {
      this.replace(name, () => (message: string, ...rest: readonly (string | vscode.MessageOptions)[]) => {
        const options = rest.find((part) => typeof part !== 'string');
        const shown: Shown = {
          severity,
          message,
          detail: options?.detail ?? '',
          modal: options?.modal === true,
          buttons: rest.filter((part) => typeof part === 'string'),
        };
        this.shown.push(shown);
        return Promise.resolve(this.answer(shown));
      });
    }
    this.replace('createInputBox', (original) => () => {
      const input = (original as typeof vscode.window.createInputBox)();
      this.inputs.push(input);
      return input;
    });
  }

  /** All that was shown, as one text. */
  get words(): string {
    return this.shown.map(({ message, detail }) => `${message} ${detail}`).join('\n');
  }

  /** Accepts whatever list or input is open until `work` has ended: nothing tells a test that one is open. */
  async acceptAll(work: Promise<unknown>): Promise<unknown> {
    return this.runUntilEnd('workbench.action.acceptSelectedQuickOpenItem', work);
  }

  /** Closes whatever list or input is open until `work` has ended. */
  async closeAll(work: Promise<unknown>): Promise<unknown> {
    return this.runUntilEnd('workbench.action.closeQuickOpen', work);
  }

  private async runUntilEnd(command: string, work: Promise<unknown>): Promise<unknown> {
    const state = { ended: false };
    const end = () => {
      state.ended = true;
    };
    const watched = work.then(end, end);
    while (!state.ended) {
      for (const input of this.inputs.filter(({ password, value }) => password && value === '')) {
        input.value = this.password;
      }
      await vscode.commands.executeCommand(command);
      await Promise.race([watched, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    return work;
  }

  private replace(name: string, make: (original: unknown) => unknown): void {
    const original = vsWindow[name];
    this.originals.set(name, original);
    vsWindow[name] = make(original);
  }

  dispose(): void {
    for (const [name, original] of this.originals) {
      vsWindow[name] = original;
    }
  }
}
