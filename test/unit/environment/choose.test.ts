import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { OpenSignError } from '../../../src/api/errors';
import { choose, showPicker, type Choice } from '../../../src/environment/choose';

/** A list that a test operates as a user would. */
class FakePicker {
  title = '';
  placeholder = '';
  value = '';
  busy = false;
  isDisposed = false;
  items: readonly Choice<string>[] = [];
  selectedItems: readonly Choice<string>[] = [];
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly hidden = new vscode.EventEmitter<void>();
  private readonly pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  private readonly itemPressed = new vscode.EventEmitter<unknown>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidTriggerItemButton = this.itemPressed.event;

  show(): void {}
  hide(): void {
    this.hidden.fire();
  }
  dispose(): void {
    this.isDisposed = true;
  }
  accept(label: string): void {
    this.selectedItems = this.items.filter((item) => item.label === label);
    this.accepted.fire();
  }
  press(button: vscode.QuickInputButton): void {
    this.pressed.fire(button);
  }
  pressItem(label: string, button: vscode.QuickInputButton): void {
    this.itemPressed.fire({ item: this.items.find((item) => item.label === label), button });
  }
}

describe('a list of one environment', () => {
  const button = { iconPath: new vscode.ThemeIcon('refresh') };

  function setUp() {
    const picker = new FakePicker();
    Object.assign(vscode.window, { createQuickPick: () => picker });
    const switched = new vscode.EventEmitter<EnvironmentName>();
    const environments = {
      active: 'sandbox' as EnvironmentName,
      client: () => Promise.reject(new OpenSignError('noToken')),
      onDidChangeActive: switched.event,
    };
    const loads: { signal: AbortSignal; end(): void; fail(error: Error): void }[] = [];
    const load = (filled: vscode.QuickPick<Choice<string>>, signal: AbortSignal) => {
      filled.items = [{ label: 'A', value: 'a' }, { label: 'Try again' }];
      return new Promise<void>((resolve, reject) => loads.push({ signal, end: resolve, fail: reject }));
    };
    const result = showPicker<Choice<string>, string>(environments, 'sandbox', {
      title: 'Find',
      placeholder: 'Title',
      load,
      accept: (item, pressed, text) =>
        pressed === undefined ? (item?.value ?? 'refresh') : `${item?.label ?? 'title'} ${text}`,
    });
    return { picker, environments, switched, loads, result };
  }

  it('resolves with the picked item, and cancels the loading', async () => {
    const { picker, loads, result } = setUp();
    assert.deepStrictEqual([picker.title, picker.busy], ['Find (Sandbox)', true]);
    picker.accept('A');
    assert.strictEqual(await result, 'a');
    assert.deepStrictEqual([picker.isDisposed, loads[0]?.signal.aborted], [true, true]);
  });

  it('resolves with what a button stands for, and gets the typed text', async () => {
    const first = setUp();
    first.picker.value = 'Bo';
    first.picker.press(button);
    assert.strictEqual(await first.result, 'title Bo');
    const second = setUp();
    second.picker.pressItem('A', button);
    assert.strictEqual(await second.result, 'A ');
  });

  it('loads again on request, and ignores how the canceled loading ends', async () => {
    const { picker, loads, result } = setUp();
    picker.accept('Try again');
    assert.deepStrictEqual(
      loads.map(({ signal }) => signal.aborted),
      [true, false],
    );
    loads[0]?.fail(new Error('late'));
    loads[1]?.end();
    await new Promise((resolve) => setImmediate(resolve));
    assert.strictEqual(picker.busy, false);
    picker.hide();
    assert.strictEqual(await result, undefined);
  });

  it('closes when the environment is switched', async () => {
    const { picker, switched, loads, result } = setUp();
    switched.fire('live');
    assert.strictEqual(await result, undefined);
    assert.deepStrictEqual([picker.isDisposed, loads[0]?.signal.aborted], [true, true]);
  });

  it('rejects if loading fails, and closes without an error if it was canceled', async () => {
    const failed = setUp();
    failed.loads[0]?.fail(new OpenSignError('offline'));
    await assert.rejects(failed.result, { kind: 'offline' });
    assert.ok(failed.picker.isDisposed);
    const canceled = setUp();
    canceled.loads[0]?.fail(new OpenSignError('canceled'));
    assert.strictEqual(await canceled.result, undefined);
  });

  it('is not shown if no request can be made, or the environment was switched', async () => {
    const { environments, loads, picker, result } = setUp();
    const options = { placeholder: '', load: () => Promise.reject(new Error('it loaded')) };
    await assert.rejects(choose(environments, { ...options, title: 'Find' }), { kind: 'noToken' });
    environments.active = 'live';
    const shown = showPicker(environments, 'sandbox', { ...options, title: 'Find', accept: () => 'picked' });
    assert.strictEqual(await shown, undefined);
    assert.strictEqual(loads.length, 1);
    picker.hide();
    await result;
  });
});
