import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import type nls from '../../package.nls.json';
import { showError } from './errorMessage';
import type { Log } from './log';

type KeyOfCommand<Key> = Key extends `command.${infer Name}` ? `opensign.${Name}` : never;

/** Every command of the manifest: each has its title in `package.nls.json` under `command.` and its name, which a test checks. */
export type CommandId = KeyOfCommand<keyof typeof nls>;

/** Other extensions may call a command with any arguments, so the handler checks them. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

/**
 * Registers the handlers. When one fails, this logs the error and shows its message; callers get undefined. Canceling
 * is silent unless a write may have been carried out.
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
          log.detach(id, showError(error));
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
