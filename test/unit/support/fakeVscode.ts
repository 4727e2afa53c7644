// Loaded by mocha before every unit test: the few parts of `vscode` that plain texts need, so that what the user
// reads can be tested without a host. Anything else is missing on purpose: it belongs into the host suite.
import Module from 'node:module';

const format = (message: string, ...args: readonly unknown[]) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? whole : typeof value === 'string' ? value : JSON.stringify(value);
  });

const fake = {
  l10n: { t: format },
  window: {},
  ProgressLocation: { Notification: 15 },
  InputBoxValidationSeverity: { Error: 3 },
  Uri: { parse: (text: string) => ({ toString: () => text }) },
  env: { language: 'en' },
  Disposable: {
    from: (...owned: readonly { dispose(): void }[]) => ({
      dispose: () => owned.forEach((one) => one.dispose()),
    }),
  },
  QuickInputButtons: { Back: {} },
  ThemeIcon: class {
    constructor(readonly id: string) {}
  },
};

const loader = Module as unknown as { _load: (request: string, ...rest: readonly unknown[]) => unknown };
const original = loader._load.bind(Module);
loader._load = (request, ...rest) => (request === 'vscode' ? fake : original(request, ...rest));
