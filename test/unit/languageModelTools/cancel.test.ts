import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { createLanguageModelTools } from '../../../src/languageModelTools/createLanguageModelTools';
import { World } from './world';

describe('canceling a language model’s draft', () => {
  let world: World;
  const shown: string[] = [];
  const owned = [vscode.window, vscode.workspace] as unknown as Record<string, unknown>[];
  const before = owned.map((part) => ({ ...part }));
  beforeEach(async () => {
    world = await World.start();
    shown.length = 0;
    Object.assign(vscode.workspace, {
      getConfiguration: () => ({ inspect: () => ({ globalValue: true }) }),
    });
    Object.assign(vscode.window, {
      // The question in Live is a warning with a button.
      showWarningMessage: (message: string, ...rest: readonly unknown[]) => {
        const button = rest[1];
        if (button === undefined) {
          shown.push(message);
        }
        return Promise.resolve(button);
      },
    });
  });
  afterEach(async () => {
    await world.close();
    owned.forEach((part, index) => {
      Object.keys(part).forEach((key) => Reflect.deleteProperty(part, key));
      Object.assign(part, before[index]);
    });
  });

  /** Calls the draft tool in Live, and cancels it once the server has received the request `path`. */
  async function cancelAt(path: string): Promise<void> {
    world.active = 'live';
    const { id } = world.accounts.live.addTemplate({ title: 'NDA', roles: [{ role: 'Buyer' }] });
    const { opensign_draftDocument: tool } = createLanguageModelTools({
      environments: world,
      changes: world.changes,
      log: { error: () => {} },
    });
    world.emulators.live.faults.add({ path, hang: true });
    let cancel = () => {};
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
        return { dispose: () => {} };
      },
    };
    const recipients = [{ role: 'Buyer', name: 'Li', email: 'li@example.com' }];
    const invocation = Promise.resolve(
      tool.invoke(
        {
          input: { templateId: id, recipients },
        } as unknown as vscode.LanguageModelToolInvocationOptions<object>,
        token as unknown as vscode.CancellationToken,
      ),
    );
    const canceled = assert.rejects(invocation, vscode.CancellationError);
    await Promise.race([
      world.emulators.live.journal.waitFor(
        (entry) => entry.path === path && (entry.method === 'GET' || entry.body !== undefined),
      ),
      invocation.then(() => assert.fail('it was not canceled')),
    ]);
    token.isCancellationRequested = true;
    cancel();
    await canceled;
  }

  it('shows the user that the draft may exist in Live', async () => {
    await cancelAt('/draftdocument');
    assert.deepStrictEqual(shown, [
      'Canceled. The request may have gone through in Live, so check before you try again.',
    ]);
  });

  it('shows nothing before the draft is sent', async () => {
    await cancelAt('/contactlist');
    assert.deepStrictEqual([shown, world.writes], [[], []]);
  });
});
