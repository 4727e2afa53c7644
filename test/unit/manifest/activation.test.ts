import * as assert from 'node:assert';
import { build } from 'esbuild';
import * as path from 'node:path';
import { commandIds } from '../../../src/ui/commandIds';
import { readSources, root } from '../support/project';

/** Stands for everything of `vscode` that activation touches: whatever is called or read gives another one of it. */
function anything(seen: (call: string, args: readonly unknown[]) => void, name: string): unknown {
  const target = function () {};
  return new Proxy(target, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive) {
        return () => name;
      }
      // A thenable would be waited for.
      return key === 'then' ? undefined : anything(seen, `${name}.${String(key)}`);
    },
    apply: (_, __, args: readonly unknown[]) => {
      seen(name, args);
      return anything(seen, `${name}()`);
    },
    construct: (_, args: readonly unknown[]) => {
      seen(`new ${name}`, args);
      return anything(seen, `new ${name}`) as object;
    },
    set: () => true,
  });
}

describe('the bundle', function () {
  this.timeout(30_000);
  let code = '';
  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(root, 'src/extension.ts')],
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      external: ['vscode'],
      write: false,
    });
    code = outputFiles[0]?.text ?? '';
  });

  it('stays under 150 KB and has no undici in it', function () {
    const size = Buffer.byteLength(code);
    console.log(`      bundle for activation: ${(size / 1024).toFixed(1)} KB minified`);
    assert.ok(size < 150 * 1024, String(size));
    assert.ok(size > 10 * 1024);
    assert.ok(!/undici\.globalDispatcher|undici/.test(code));
  });

  it('activates synchronously, registers every command, and makes no request', () => {
    const registered: string[] = [];
    const seen = (call: string, [first]: readonly unknown[]) => {
      if (call === 'vscode.commands.registerCommand') {
        registered.push(String(first));
      }
    };
    // The bundle copies what the module owns, so it has to own all that the code names.
    const names = [...readSources().matchAll(/\bvscode\.(\w+)/g)].map((match) => match[1] ?? '');
    const vscode = Object.fromEntries(names.map((name) => [name, anything(seen, `vscode.${name}`)]));
    const fetch = globalThis.fetch;
    let requests = 0;
    globalThis.fetch = () => {
      requests++;
      return Promise.reject(new Error('no request may be made'));
    };
    try {
      const module = { exports: {} as { activate(context: unknown): unknown } };
      const started = performance.now();
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as VS Code loads it
      new Function('require', 'module', 'exports', code)(
        (name: string) => (name === 'vscode' ? vscode : assert.fail(`${name} is loaded at activation`)),
        module,
        module.exports,
      );
      const loaded = performance.now();
      const result = module.exports.activate(anything(seen, 'context'));
      const ended = performance.now();
      console.log(
        `      load ${(loaded - started).toFixed(1)} ms, activate ${(ended - loaded).toFixed(1)} ms (against a stand-in for the vscode API)`,
      );
      assert.strictEqual(result, undefined);
      assert.deepStrictEqual([...registered].sort(), [...commandIds].sort());
      assert.strictEqual(requests, 0);
    } finally {
      globalThis.fetch = fetch;
    }
  });
});
