import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { OpenSignClient } from '../../../src/api/client';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { OpenSignError } from '../../../src/api/errors';
import { guardedWrite, type GuardedWrite } from '../../../src/environment/guardedWrite';
import { useDialog } from '../support/dialog';

describe('a guarded write', () => {
  function setUp(environment: EnvironmentName, changes: Partial<GuardedWrite<string>> = {}) {
    const dialog = useDialog();
    const events: string[] = [];
    Object.assign(vscode.window, { setStatusBarMessage: (text: string) => events.push(text) });
    const environments = {
      active: environment,
      client: (where: EnvironmentName) => {
        events.push(`client ${where}`);
        return Promise.resolve({} as OpenSignClient);
      },
    };
    const write: GuardedWrite<string> = {
      environment,
      confirm: 'live',
      question: () => ({ question: 'Rename?', detail: 'The new title is “A”.', button: 'Rename' }),
      title: 'Renaming…',
      run: () => {
        events.push('run');
        return Promise.resolve('written');
      },
      after: () => events.push('after'),
      done: 'Renamed',
      ...changes,
    };
    return { dialog, events, environments, run: () => guardedWrite(environments, write) };
  }
  const written = (where: EnvironmentName) => [`client ${where}`, 'run', 'after', 'Renamed'];

  for (const confirm of ['live', 'always'] as const) {
    it(`to Live asks first with “${confirm}”, and writes nothing unless the button is selected`, async () => {
      const { dialog, events, run } = setUp('live', { confirm });
      assert.strictEqual(await run(), undefined);
      assert.deepStrictEqual(dialog.buttons, [['Rename']]);
      assert.deepStrictEqual(events, []);
      dialog.answer = 'Rename';
      assert.deepStrictEqual(await run(), { result: 'written' });
      assert.deepStrictEqual(events, written('live'));
    });
  }

  it('to Sandbox asks only when it always asks', async () => {
    const quiet = setUp('sandbox');
    assert.deepStrictEqual(await quiet.run(), { result: 'written' });
    assert.deepStrictEqual([quiet.dialog.buttons, quiet.events], [[], written('sandbox')]);
    const asking = setUp('sandbox', { confirm: 'always' });
    assert.strictEqual(await asking.run(), undefined);
    assert.deepStrictEqual([asking.dialog.buttons, asking.events], [[['Rename']], []]);
  });

  it('lists everyone whom the question names', async () => {
    const names = ['Li <li@example.com>', 'Omar <omar@example.com>'];
    const question = () => ({ question: 'Send?', intro: 'To:', names, detail: 'Now.', button: 'Send' });
    const { dialog, run } = setUp('live', { question });
    await run();
    assert.deepStrictEqual(dialog.details, [`To:\n\n${names.join('\n')}\n\nNow.`]);
  });

  it('is refused in another environment: before it asks, after it asked, and before it writes', async () => {
    const before = setUp('live');
    before.environments.active = 'sandbox';
    await assert.rejects(before.run(), { kind: 'otherEnvironment' });
    assert.deepStrictEqual(before.dialog.buttons, []);

    const asked = setUp('live', {
      question: () => {
        asked.environments.active = 'sandbox';
        return { question: 'Rename?', detail: '', button: 'Rename' };
      },
    });
    asked.dialog.answer = 'Rename';
    await assert.rejects(asked.run(), { kind: 'otherEnvironment' });

    const late = setUp('sandbox');
    late.environments.client = () => {
      late.environments.active = 'live';
      return Promise.resolve({} as OpenSignClient);
    };
    await assert.rejects(late.run(), { kind: 'otherEnvironment' });
    assert.deepStrictEqual([before.events, asked.events, late.events], [[], [], []]);
  });

  it('reads again after a failure, and reports no success', async () => {
    const run = () => Promise.reject(new OpenSignError('outcomeUnknown'));
    const failing = setUp('sandbox', { run });
    await assert.rejects(failing.run(), { kind: 'outcomeUnknown' });
    assert.deepStrictEqual(failing.events, ['client sandbox', 'after']);
  });
});
