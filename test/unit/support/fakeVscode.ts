// A minimal `vscode` module for unit tests, which mocha loads first. Tests that need more of the API belong in
// test/host.
import Module from 'node:module';

const format = (message: string, ...args: readonly unknown[]) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? whole : typeof value === 'string' ? value : JSON.stringify(value);
  });

class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();
  readonly event = (listener: (event: T) => unknown) => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };
  fire(event: T): void {
    [...this.listeners].forEach((listener) => listener(event));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

const fake = {
  l10n: { t: format },
  window: {},
  commands: {},
  workspace: {},
  ConfigurationTarget: { Global: 1 },
  EventEmitter,
  CancellationError: class extends Error {},
  Disposable: {
    from: (...owned: readonly { dispose(): void }[]) => ({
      dispose: () => owned.forEach((one) => one.dispose()),
    }),
  },
  ProgressLocation: { Notification: 15 },
  InputBoxValidationSeverity: { Error: 3 },
  Uri: { parse: (text: string) => ({ toString: () => text }) },
  env: { language: 'en' },
  QuickInputButtons: { Back: {} },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  ThemeIcon: class {
    constructor(readonly id: string) {}
  },
};

const loader = Module as unknown as { _load: (request: string, ...rest: readonly unknown[]) => unknown };
const original = loader._load.bind(Module);
loader._load = (request, ...rest) => (request === 'vscode' ? fake : original(request, ...rest));
