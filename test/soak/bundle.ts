import { build } from 'esbuild';
import { createRequire, isBuiltin } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../unit/support/project';

export interface Extension {
  activate(context: unknown): unknown;
  deactivate?(): unknown;
}

/** The globals and modules that each instance of the extension gets its own version of. */
export interface Surroundings {
  readonly vscode: object;
  readonly fetch: typeof fetch;
  readonly setTimeout: (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

/** Loads a new instance of the extension, which shares no state with the others. */
export type Load = (surroundings: Surroundings) => Extension;

/** Bundles the extension with all dynamic imports, and returns a function that loads instances of it. */
export async function bundleExtension(): Promise<Load> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/extension.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    write: false,
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(path.join(root, 'dist/extension.mjs'))) },
  });
  const code = outputFiles[0]?.text ?? '';
  const names = ['require', 'module', 'exports', 'globalThis', 'fetch', 'setTimeout', 'clearTimeout'];
  const nodeRequire = createRequire(path.join(root, 'dist/extension.js'));
  return ({ vscode, ...given }) => {
    const own = { ...given } as Record<PropertyKey, unknown>;
    const surrounding = new Proxy(globalThis, {
      get: (target, key) => (key in own ? own[key] : (Reflect.get(target, key) as unknown)),
    });
    const load = (name: string): unknown => {
      if (name !== 'vscode' && !isBuiltin(name)) {
        throw new Error(`The extension requires ${name}, which isn't bundled`);
      }
      return name === 'vscode' ? vscode : (nodeRequire(name) as unknown);
    };
    const module = { exports: {} as Extension };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as VS Code loads it
    const run = new Function(...names, code) as (...args: readonly unknown[]) => void;
    run(load, module, module.exports, surrounding, given.fetch, given.setTimeout, given.clearTimeout);
    return module.exports;
  };
}
