import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { EnvironmentName } from '../../../src/api/environmentName';
import type { Choice } from '../../../src/environment/choose';
import { toTarget } from '../../../src/objects/objectChanges';
import { pickObject } from '../../../src/objects/pickObject';
import { offline, settle, template } from './pageServer';

type Target = ReturnType<typeof toTarget>;

describe('object picker', () => {
  function setUp() {
    const hidden = new vscode.EventEmitter<void>();
    const picker = {
      items: [] as readonly Choice<Target>[],
      activeItems: [] as readonly Choice<Target>[],
      placeholder: '',
      onDidHide: hidden.event,
      onDidAccept: () => ({ dispose: () => {} }),
      onDidTriggerButton: () => ({ dispose: () => {} }),
      onDidTriggerItemButton: () => ({ dispose: () => {} }),
      show: () => {},
      hide: () => hidden.fire(),
      dispose: () => {},
    };
    Object.assign(vscode.window, { createQuickPick: () => picker });
    const switched = new vscode.EventEmitter<EnvironmentName>();
    const environments = {
      active: 'sandbox' as const,
      client: () => Promise.resolve({} as never),
      onDidChangeActive: switched.event,
    };
    const choices: Choice<Target>[] = [];
    const load = { show: () => {}, end: () => {}, fail: (error: Error): void => assert.fail(error) };
    const picked = pickObject<Target>(environments, {
      purpose: 'Find Template',
      placeholder: 'Title',
      emptyText: 'No templates yet',
      retryText: 'Try again',
      load: (show) =>
        new Promise((resolve, reject) => Object.assign(load, { show, end: resolve, fail: reject })),
      getChoices: () => choices,
    });
    const add = (id: string) =>
      choices.push({ label: id, value: toTarget('template', 'sandbox', template(id)) });
    return { picker, picked, add, load, switchTo: () => switched.fire('live') };
  }

  it('keeps the active row while more rows arrive', async () => {
    const { picker, picked, add, load } = setUp();
    await settle();
    add('b');
    load.show();
    picker.activeItems = picker.items;
    add('c');
    load.end();
    await settle();
    assert.deepStrictEqual(
      [picker.items, picker.activeItems].map((items) => items.map(({ label }) => label)),
      [['b', 'c'], ['b']],
    );
    picker.hide();
    assert.strictEqual(await picked, undefined);
  });

  it('shows that there is nothing, or a row that tries again after an error', async () => {
    const empty = setUp();
    await settle();
    empty.load.end();
    await settle();
    assert.strictEqual(empty.picker.placeholder, 'No templates yet');
    const failed = setUp();
    await settle();
    failed.load.fail(offline());
    await settle();
    assert.deepStrictEqual(
      failed.picker.items.map(({ label }) => label),
      ['Try again'],
    );
    assert.strictEqual(failed.picker.placeholder, 'Title');
  });

  it('changes nothing after the environment changed, also when loading ends without an error', async () => {
    const { picker, picked, add, load, switchTo } = setUp();
    await settle();
    switchTo();
    assert.strictEqual(await picked, undefined);
    load.end();
    await settle();
    assert.strictEqual(picker.placeholder, 'Title');
    add('b');
    load.show();
    assert.deepStrictEqual(picker.items, []);
  });
});
