import * as assert from 'node:assert';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { isBuiltin } from 'node:module';
import * as path from 'node:path';
import { readManifest, readSources, root } from '../support/project';

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
  /** Leaves what is imported by `import()` where it is: it is not loaded at the start. */
  const laterOnes: Plugin = {
    name: 'later',
    setup: (esbuild) =>
      esbuild.onResolve({ filter: /^\./ }, ({ kind, path: name }) =>
        kind === 'dynamic-import' ? { path: name, external: true } : undefined,
      ),
  };

  it('stays under 133 KB for activation, with what it imports by a statement, and has no undici in it', async () => {
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
    const { outputFiles } = await build({ ...options, format: 'cjs', plugins: [laterOnes] });
    const code = outputFiles[0]?.text ?? '';
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
        (name: string) => {
          // What is Node's own costs nothing; nothing else may be needed.
          assert.ok(name === 'vscode' || isBuiltin(name), `${name} is loaded at activation`);
          return name === 'vscode' ? vscode : process.getBuiltinModule(name);
        },
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
