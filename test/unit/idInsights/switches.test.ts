import * as assert from 'node:assert/strict';
import { switchNames, type SwitchName } from '../../../src/idInsights/switches';
import { bundleModules } from '../support/bundle';

type Disposable = { dispose(): void };
interface Features {
  readonly whileSwitchedOn: (
    start: (switches: ReadonlySet<SwitchName>) => Promise<Disposable>,
    log: { detach(): void },
  ) => Disposable;
  readonly registerFeatures: (context: unknown, switches: ReadonlySet<SwitchName>) => Disposable;
}

const log = { detach: () => undefined };

/** A window that counts listeners and registrations until they are disposed of. */
class Window {
  readonly held = new Map<string, number>();
  readonly listeners = new Map<string, (event: unknown) => void>();
  readonly on = new Set<SwitchName>();
  isTrusted = true;
  untrusted = false;

  private hold(name: string): Disposable {
    this.held.set(name, (this.held.get(name) ?? 0) + 1);
    let disposed = false;
    return {
      dispose: () => {
        if (disposed) {
          return;
        }
        disposed = true;
        const left = (this.held.get(name) ?? 0) - 1;
        if (left === 0) {
          this.held.delete(name);
        } else {
          this.held.set(name, left);
        }
      },
    };
  }

  private readonly event = (name: string) => (listener: (event: unknown) => void) => {
    this.listeners.set(name, listener);
    return this.hold(name);
  };

  /** Everything except VS Code that the features listen to. */
  readonly context = {
    environments: {
      active: 'sandbox',
      onDidChangeActive: this.event('active'),
      onDidChangeStatus: this.event('status'),
    },
    ids: { onDidChange: this.event('ids') },
    tokens: { onDidChange: this.event('tokens') },
    git: { onDidChange: this.event('git') },
    log,
  };

  api() {
    const { event } = this;
    const hold = (name: string) => () => this.hold(name);
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getter needs it
    const window = this;
    class Emitter {
      event = event('emitter');
      fire = () => undefined;
      dispose = () => undefined;
    }
    return {
      EventEmitter: Emitter,
      CodeActionKind: { QuickFix: {} },
      Disposable: {
        from: (...all: Disposable[]) => ({ dispose: () => all.forEach((item) => item.dispose()) }),
      },
      languages: {
        createDiagnosticCollection: () => ({ ...this.hold('diagnostics'), set() {}, delete() {} }),
        registerHoverProvider: hold('hover'),
        registerCodeActionsProvider: hold('codeActions'),
        registerCompletionItemProvider: hold('completion'),
        registerCodeLensProvider: hold('codeLens'),
      },
      workspace: {
        get isTrusted() {
          return window.isTrusted;
        },
        textDocuments: [],
        onDidOpenTextDocument: event('open'),
        onDidChangeTextDocument: event('change'),
        onDidSaveTextDocument: event('save'),
        onDidCloseTextDocument: event('close'),
        onDidChangeConfiguration: event('configuration'),
        onDidGrantWorkspaceTrust: event('trust'),
        getConfiguration: () => ({
          get: (name: string) => [...this.on].some((on) => name === `opensign.editor.${on}`),
          inspect: () => ({ globalValue: this.untrusted }),
        }),
      },
    };
  }
}

describe('switches of the features in the editor', function () {
  this.timeout(120_000);
  let loadModules: (vscode: object) => unknown;
  before(async () => {
    loadModules = await bundleModules('src/idInsights', ['switches', 'idInsights']);
  });
  const load = (window: Window) => loadModules(window.api()) as Features;

  const held = (window: Window) => [...window.held.keys()].sort();

  it('only watch the settings while all are off', () => {
    const window = new Window();
    const { whileSwitchedOn } = load(window);
    let starts = 0;
    const running = whileSwitchedOn(() => Promise.resolve({ dispose: () => starts++ }), log);
    assert.deepEqual(held(window), ['configuration', 'trust']);
    assert.equal(starts, 0);
    running.dispose();
    assert.deepEqual(held(window), []);
  });

  it('register what each feature needs, and dispose of all of it', () => {
    const listening = ['active', 'ids'];
    const reporting = [
      ...['active', 'change', 'close', 'codeActions', 'configuration', 'diagnostics', 'git', 'ids'],
      ...['open', 'save', 'status', 'tokens'],
    ];
    const expected: Readonly<Record<SwitchName, readonly string[]>> = {
      hover: ['hover'],
      wrongEnvironmentId: reporting,
      hardCodedToken: reporting,
      hostMismatch: reporting,
      completion: ['completion'],
      codeLens: [...listening, 'codeLens'].sort(),
    };
    for (const name of switchNames) {
      const window = new Window();
      const { registerFeatures } = load(window);
      const running = registerFeatures(window.context, new Set([name]));
      assert.deepEqual(held(window), expected[name], name);
      running.dispose();
      assert.deepEqual(held(window), [], name);
    }
    const window = new Window();
    load(window).registerFeatures(window.context, new Set());
    assert.deepEqual(held(window), []);
  });

  it('start features when they are on and code is open, and stop them when they are off', async () => {
    const window = new Window();
    const started: string[][] = [];
    let running = 0;
    const { whileSwitchedOn } = load(window);
    const all = whileSwitchedOn((switches) => {
      started.push([...switches]);
      running++;
      return Promise.resolve({ dispose: () => running-- });
    }, log);
    const change = () =>
      window.listeners.get('configuration')?.({
        affectsConfiguration: (name: string) => name === 'opensign.editor.hover',
      });
    window.on.add('hover');
    change();
    assert.deepEqual(held(window), ['configuration', 'open', 'trust']);
    window.listeners.get('open')?.({ uri: { scheme: 'output' } });
    assert.deepEqual(started, []);
    window.listeners.get('open')?.({ uri: { scheme: 'file' } });
    assert.deepEqual(started, [['hover']]);
    await Promise.resolve();
    window.on.clear();
    change();
    assert.equal(running, 0);
    assert.deepEqual(held(window), ['configuration', 'trust']);
    all.dispose();
  });

  it('are off in Restricted Mode until the folder is trusted, unless the user’s settings allow them', () => {
    const window = new Window();
    switchNames.forEach((name) => window.on.add(name));
    window.isTrusted = false;
    const { whileSwitchedOn } = load(window);
    whileSwitchedOn(() => Promise.resolve({ dispose: () => undefined }), log);
    assert.deepEqual(held(window), ['configuration', 'trust']);
    window.isTrusted = true;
    window.listeners.get('trust')?.(undefined);
    assert.ok(held(window).includes('open'));
    const other = new Window();
    switchNames.forEach((name) => other.on.add(name));
    other.isTrusted = false;
    other.untrusted = true;
    load(other).whileSwitchedOn(() => Promise.resolve({ dispose: () => undefined }), log);
    assert.ok(held(other).includes('open'));
  });
});
