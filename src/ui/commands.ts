import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import type nls from '../../package.nls.json';
import { showError } from './errorMessage';
import type { Log } from './log';

type KeyOfCommand<Key> = Key extends `command.${infer Name}` ? `opensign.${Name}` : never;

/** Every command of the manifest: each has its title in `package.nls.json` under `command.` and its name, which a test checks. */
export type CommandId = KeyOfCommand<keyof typeof nls>;

/** Commands may be called by anybody with anything: arguments are checked by the handler. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

/**
 * Registers the table. A handler that fails is reported in one place: the user hears a sentence with an action,
 * canceling is silent unless a write may have been carried out, and nobody who calls the command by program gets an
 * unhandled rejection.
 */
export function registerCommands(
  table: Readonly<Partial<Record<CommandId, CommandHandler>>>,
  log: Log,
): vscode.Disposable {
  const registrations = Object.entries(table).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        if (!isCanceled(error)) {
          log.error(id, error);
          void showError(error);
        }
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

/** Runs one of the extension's own commands. */
export async function runCommand(id: CommandId, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(id, ...args);
}
