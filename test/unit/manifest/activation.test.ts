import * as assert from 'node:assert';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { isBuiltin } from 'node:module';
import * as path from 'node:path';
import { readManifest, readSources, root } from '../support/project';

/** Replaces the `vscode` API: each property, call and constructor returns another of these proxies. */
function fakeApi(seen: (call: string, args: readonly unknown[]) => void, name: string): unknown {
  const target = function () {};
  return new Proxy(target, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive) {
        return () => name;
      }
      // The code would await a thenable.
      return key === 'then' ? undefined : fakeApi(seen, `${name}.${String(key)}`);
    },
    apply: (_, __, args: readonly unknown[]) => {
      seen(name, args);
      return fakeApi(seen, `${name}()`);
    },
    construct: (_, args: readonly unknown[]) => {
      seen(`new ${name}`, args);
      return fakeApi(seen, `new ${name}`) as object;
    },
    set: () => true,
  });
}

describe('the bundle', function () {
  this.timeout(120_000);
  const options: BuildOptions & { metafile: true; write: false } = {
    entryPoints: [path.join(root, 'src/extension.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    metafile: true,
    write: false,
  };
  /** Keeps dynamic imports out of the bundle, because activation doesn’t load them. */
  const keepDynamicImports: Plugin = {
    name: 'keep dynamic imports',
    setup: (esbuild) =>
      esbuild.onResolve({ filter: /^\./ }, ({ kind, path: name }) =>
        kind === 'dynamic-import' ? { path: name, external: true } : undefined,
      ),
  };

  it('stays under 133 KB for activation, including static imports, and doesn’t contain undici', async () => {
    const built = await build({
      ...options,
      format: 'esm',
      splitting: true,
      outdir: path.join(root, 'dist'),
    });
    const outputs = built.metafile.outputs;
    const entry = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === 'src/extension.ts');
    assert.ok(entry);
    const loaded = new Set<string>();
    const load = (name: string) => {
      if (!loaded.has(name)) {
        loaded.add(name);
        outputs[name]?.imports
          .filter(({ kind }) => kind === 'import-statement')
          .forEach((part) => load(part.path));
      }
    };
    load(entry);
    const size = [...loaded].reduce((sum, name) => sum + (outputs[name]?.bytes ?? 0), 0);
    console.log(
      `      for activation: ${(size / 1024).toFixed(1)} KB minified, in ${String(loaded.size)} files`,
    );
    assert.ok(size < 133 * 1024, String(size));
    assert.ok(size > 10 * 1024);
    for (const { text } of built.outputFiles) {
      assert.ok(!/undici\.globalDispatcher/.test(text));
    }
  });

  it('activates synchronously, registers every command, and makes no request', async () => {
    const { outputFiles } = await build({ ...options, format: 'cjs', plugins: [keepDynamicImports] });
    const code = outputFiles[0]?.text ?? '';
    const registered: string[] = [];
    const seen = (call: string, [first]: readonly unknown[]) => {
      if (call === 'vscode.commands.registerCommand') {
        registered.push(String(first));
      }
    };
    // The bundle copies own properties of the module, so all that the code uses must exist.
    const names = [...readSources().matchAll(/\bvscode\.(\w+)/g)].map((match) => match[1] ?? '');
    const vscode = Object.fromEntries(names.map((name) => [name, fakeApi(seen, `vscode.${name}`)]));
    const fetch = globalThis.fetch;
    let requests = 0;
    globalThis.fetch = () => {
      requests++;
      return Promise.reject(new Error('Activation must not make a request'));
    };
    try {
      const module = { exports: {} as { activate(context: unknown): unknown } };
      const started = performance.now();
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as VS Code loads it
      new Function('require', 'module', 'exports', code)(
        (name: string) => {
          // Only Node’s built-in modules may be loaded.
          assert.ok(name === 'vscode' || isBuiltin(name), `${name} is loaded at activation`);
          return name === 'vscode' ? vscode : process.getBuiltinModule(name);
        },
        module,
        module.exports,
      );
      const loaded = performance.now();
      const result = module.exports.activate(fakeApi(seen, 'context'));
      const ended = performance.now();
      console.log(
        `      load ${(loaded - started).toFixed(1)} ms, activate ${(ended - loaded).toFixed(1)} ms (with a fake vscode API)`,
      );
      assert.strictEqual(result, undefined);
      assert.deepStrictEqual(
        [...registered].sort(),
        readManifest()
          .contributes.commands.map(({ command }) => command)
          .sort(),
      );
      assert.strictEqual(requests, 0);
    } finally {
      globalThis.fetch = fetch;
    }
  });
});
