import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { OpenSignError } from '../../../src/api/errors';
import { registerCommands, type CommandHandler } from '../../../src/ui/commands';
import type { Log } from '../../../src/ui/log';

describe('a command that fails', () => {
  const shown: string[] = [];
  const logged: unknown[] = [];
  const window = vscode.window as unknown as Record<string, unknown>;
  const before = { ...window };
  beforeEach(() => {
    const show = (severity: string) => (message: string) =>
      Promise.resolve(void shown.push(`${severity}: ${message}`));
    Object.assign(window, { showWarningMessage: show('warning'), showErrorMessage: show('error') });
    shown.length = 0;
    logged.length = 0;
  });
  afterEach(() => {
    Object.keys(window).forEach((key) => Reflect.deleteProperty(window, key));
    Object.assign(window, before);
    Reflect.deleteProperty(vscode.commands, 'registerCommand');
  });

  /** Runs a command whose handler rejects with `error`. */
  async function fail(error: OpenSignError): Promise<void> {
    const handlers: CommandHandler[] = [];
    Object.assign(vscode.commands, {
      registerCommand: (_: string, handler: CommandHandler) => {
        handlers.push(handler);
        return { dispose: () => {} };
      },
    });
    const log = {
      error: (_: string, logs: unknown) => logged.push(logs),
      detach: () => {},
    } as unknown as Log;
    const table = { 'opensign.resendEmail': () => Promise.reject(error) };
    registerCommands(table, log);
    await handlers[0]?.();
  }

  it('is silent when it was canceled before anything could happen', async () => {
    await fail(new OpenSignError('canceled', { environment: 'live' }));
    assert.deepStrictEqual([shown, logged], [[], []]);
  });

  it('reports once that a canceled write may have gone through, and where', async () => {
    const error = new OpenSignError('canceled', { environment: 'live', mayHaveHappened: true });
    await fail(error);
    assert.deepStrictEqual(shown, [
      'warning: Canceled. The request may have gone through in Live, so check before you try again.',
    ]);
    assert.deepStrictEqual(logged, [error]);
  });

  it('reports any other error as an error', async () => {
    await fail(new OpenSignError('notFound', { environment: 'sandbox' }));
    assert.match(shown.join('\n'), /^error: .* in Sandbox/);
  });
});
