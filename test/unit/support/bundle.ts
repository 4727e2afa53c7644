import { build } from 'esbuild';
import * as path from 'node:path';
import { root } from './project';

/** Bundles modules of a folder, and returns a function that loads a new instance of them with a `vscode` of the test. */
export async function bundleModules(
  folder: string,
  modules: readonly string[],
): Promise<(vscode: object) => unknown> {
  const { outputFiles } = await build({
    stdin: {
      contents: modules.map((name) => `export * from './${name}';`).join('\n'),
      resolveDir: path.join(root, folder),
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    write: false,
  });
  const code = outputFiles[0]?.text ?? '';
  return (vscode) => {
    const module = { exports: {} };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as VS Code loads it
    new Function('require', 'module', 'exports', code)(
      (name: string) => (name === 'vscode' ? vscode : process.getBuiltinModule(name)),
      module,
      module.exports,
    );
    return module.exports;
  };
}
