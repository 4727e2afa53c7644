import * as assert from 'node:assert';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import {
  ask,
  askForText,
  createPicker,
  createTextInput,
  notify,
  pickOne,
  showProgress,
  showStatus,
} from '../../../src/ui/gateway';
import {
  inertLabel,
  inertText,
  inertValue,
  longestMessage,
  longestValue,
  plain,
} from '../../../src/ui/inertText';
import { l10n, passage } from '../../../src/ui/l10n';
import { readNls } from '../support/project';

/** VS Code's own pattern for links in notifications, progress titles and prompts. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** And for icons in list rows and status bar messages. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
const attack = '[Review it](command:workbench.action.toggleStatusbarVisibility) $(trash)';
/** Two values that make up a link with the text between them. */
const halves = ['[Review it]', '(command:x)', '$', '(trash)'];
const invisible = /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066\u2067]/;

const assertInert = (text: string, note: string) => {
  assert.doesNotMatch(text, link, note);
  assert.doesNotMatch(text, icon, note);
  assert.doesNotMatch(text, invisible, note);
};

describe('messages with hostile values', () => {
  const strings = Object.keys(readNls('l10n/bundle.l10n.json')).filter((key) => /\{\d+\}/.test(key));

  it('contain no link and no icon, whichever value has it', () => {
    assert.ok(strings.length > 300, 'the exported bundle has the strings with placeholders');
    for (const key of strings) {
      const count = Math.max(...[...key.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index))) + 1;
      for (const values of [
        Array<string>(count).fill(attack),
        Array.from({ length: count }, (_, i) => halves[i % 4] ?? ''),
      ]) {
        assertInert(inertText(l10n.t(key, ...values)), key);
        assertInert(inertText(l10n.t(key, ...values.map(passage))), key);
      }
    }
  });

  it('keep their own words visible, however long the values are', () => {
    for (const key of strings) {
      const count = Math.max(...[...key.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index))) + 1;
      const text = l10n.t(key, ...Array<string>(count).fill('x'.repeat(10_000)));
      const shown = inertText(text);
      const own = key.split(/\{\d+\}/).at(-1) ?? '';
      assert.ok(shown.length <= longestMessage, key);
      assert.ok(shown.endsWith(own), `“${own}” isn’t visible in: ${key}`);
    }
  });
});

describe('inert text', () => {
  it('is truncated without half a character at its end', () => {
    for (const length of [5, 6, 7]) {
      const text = inertValue('😀'.repeat(50), length);
      assert.ok(text.length <= length && text.isWellFormed() && text.endsWith('…'), text);
    }
    assert.strictEqual(inertValue('x'.repeat(longestValue)).length, longestValue);
  });

  it('is the text itself where that is safe', () => {
    for (const text of ['Mutual NDA (v2) [final]', 'Ünïcödé 日本 👩‍👩‍👧', 'a$b', 'https://e.example/?a=(b)']) {
      assert.strictEqual(inertValue(text), text);
      assert.strictEqual(inertText(text), text);
      assert.strictEqual(inertLabel(text), text);
    }
    assert.strictEqual(inertText('two\n\nparagraphs'), 'two\n\nparagraphs');
  });

  it('does not become markup when characters are removed', () => {
    for (const gap of ['\u2069', '\u202e', '\u0007', '\u200b', '\ufeff']) {
      for (const text of [`[x]${gap}(command:foo)`, `$${gap}(alert)`]) {
        assertInert(inertText(text), JSON.stringify(text));
        assertInert(inertValue(text), JSON.stringify(text));
        assertInert(plain(text).replace(/\\(.)/g, '$1'), JSON.stringify(text));
      }
    }
  });

  it('keeps an email address whole, and its limits even when markup is broken', () => {
    const email = `${'a'.repeat(64)}@${'b'.repeat(180)}.example`;
    assert.ok(l10n.t('{0} <{1}>', 'Ada', email).includes(email));
    assert.ok(inertValue(']('.repeat(500)).length <= longestValue);
    assert.ok(inertText(']('.repeat(5000)).length <= longestMessage);
  });

  it('can’t reorder the words around it', () => {
    assert.strictEqual(inertValue('\u202egpj.exe\u202c'), 'gpj.exe');
    assert.strictEqual(inertValue('שלום'), '\u2068שלום\u2069');
    assert.strictEqual(inertValue('a\u2069b\u2068c'), 'abc');
    assert.strictEqual(inertText('a\u2069 b \u2068c'), 'a b \u2068c\u2069');
  });

  it('stays the same when it is made inert again', () => {
    for (const text of [attack, 'שלום', '\u202eabc', 'x'.repeat(2000), halves.join('')]) {
      assert.strictEqual(inertValue(inertValue(text)), inertValue(text));
      assert.strictEqual(inertText(inertText(text)), inertText(text));
    }
  });
});

describe('gateway to VS Code’s messages and inputs', () => {
  const shown: string[] = [];
  let choose: (buttons: readonly string[]) => string | undefined = () => undefined;
  let restore: () => void;

  class FakeInput {
    title = '';
    prompt: string | undefined;
    placeholder: string | undefined;
    value = '';
    validationMessage: string | vscode.InputBoxValidationMessage | undefined;
    items: readonly vscode.QuickPickItem[] = [];
    activeItems: readonly vscode.QuickPickItem[] = [];
    buttons: readonly vscode.QuickInputButton[] = [];
    visible = false;
    show(): void {
      this.visible = true;
    }
  }
  let input: FakeInput;
  const severity = vscode.InputBoxValidationSeverity.Error;
  const messageOf = (remark: string | vscode.InputBoxValidationMessage | null | undefined) =>
    typeof remark === 'object' ? (remark?.message ?? '') : (remark ?? '');

  before(() => {
    const fake = createRequire(__filename)('vscode') as Record<string, unknown>;
    const earlier = fake.window;
    const message = (text: string, ...rest: readonly (string | { detail?: string })[]) => {
      const buttons = rest.filter((one) => typeof one === 'string');
      const details = rest.flatMap((one) => (typeof one === 'string' ? [] : [one.detail ?? '']));
      shown.push(text, ...details, ...buttons);
      return Promise.resolve(choose(buttons));
    };
    fake.window = {
      showInformationMessage: message,
      showWarningMessage: message,
      showErrorMessage: message,
      setStatusBarMessage: (text: string) => void shown.push(text),
      withProgress: (
        { title }: vscode.ProgressOptions,
        work: (progress: { report: (value: { message: string }) => void }) => Promise<unknown>,
      ) => {
        shown.push(title ?? '');
        return work({ report: ({ message: text }) => void shown.push(text) });
      },
      showInputBox: async (options: vscode.InputBoxOptions) => {
        const { title, prompt, placeHolder, value } = options;
        const remark = await options.validateInput?.(attack);
        shown.push(title ?? '', prompt ?? '', placeHolder ?? '');
        shown.push(messageOf(remark));
        return value;
      },
      showQuickPick: (
        items: readonly vscode.QuickPickItem[],
        { title, placeHolder }: vscode.QuickPickOptions,
      ) => {
        shown.push(title ?? '', placeHolder ?? '');
        for (const { label, description, detail, buttons } of items) {
          shown.push(
            label,
            description ?? '',
            detail ?? '',
            ...(buttons ?? []).map(({ tooltip }) => tooltip ?? ''),
          );
        }
        return Promise.resolve(items[1]);
      },
      createQuickPick: () => (input = new FakeInput()),
      createInputBox: () => (input = new FakeInput()),
    };
    restore = () => void (fake.window = earlier);
  });
  after(() => restore());
  beforeEach(() => void (shown.length = 0));
  afterEach(() => {
    assert.ok(shown.length > 0);
    for (const text of shown) {
      assertInert(text, text);
    }
  });

  const row = (): vscode.QuickPickItem => ({
    label: attack,
    description: attack,
    detail: attack,
    buttons: [{ iconPath: { id: 'add' }, tooltip: attack }],
  });

  it('makes notifications and modal dialogs inert, and knows which button was pressed', async () => {
    choose = (buttons) => buttons[1];
    for (const severity of ['information', 'warning', 'error'] as const) {
      assert.strictEqual(await notify(severity, attack, 'Close', `Open ${attack}`), `Open ${attack}`);
    }
    assert.strictEqual(await ask(attack, `${attack}\n${attack}`, attack, 'Delete'), 'Delete');
    choose = () => undefined;
    assert.strictEqual(await notify('error', attack, 'Close'), undefined);
  });

  it('makes progress and status messages inert', async () => {
    showStatus(attack, 1);
    const location = vscode.ProgressLocation.Notification;
    await showProgress({ location, title: attack }, (report) => {
      report(attack);
      return Promise.resolve();
    });
    assert.strictEqual(shown.length, 3);
  });

  it('makes an input’s texts and remarks inert, never its value', async () => {
    const texts = { title: attack, prompt: attack, placeHolder: attack };
    assert.strictEqual(await askForText({ ...texts, value: attack, validateInput: (text) => text }), attack);
    const message = { message: attack, severity };
    await askForText({ ...texts, validateInput: () => message });
  });

  it('makes rows inert and returns the chosen one itself', async () => {
    const items = [row(), row()];
    assert.strictEqual(await pickOne(items, { title: attack, placeHolder: attack }), items[1]);
  });

  it('makes texts of pickers and inputs inert, and passes on everything else', () => {
    const picker = createPicker();
    const items = [row(), row()];
    const [first] = items;
    picker.title = attack;
    picker.placeholder = attack;
    picker.items = items;
    picker.buttons = items[0]?.buttons ?? [];
    picker.activeItems = first === undefined ? [] : [first];
    picker.show();
    assert.ok(input.visible && picker.items[0] === first && picker.activeItems[0] === first);
    shown.push(input.title, input.placeholder ?? '', first?.label ?? attack, first?.description ?? attack);
    shown.push(input.buttons[0]?.tooltip ?? attack);
    const box = createTextInput();
    box.value = attack;
    box.prompt = attack;
    box.validationMessage = attack;
    shown.push(input.prompt ?? attack, messageOf(input.validationMessage));
    box.validationMessage = { message: attack, severity };
    shown.push(messageOf(input.validationMessage));
    assert.strictEqual(input.value, attack);
    box.validationMessage = undefined;
    assert.strictEqual(input.validationMessage, undefined);
  });
});
