import { build } from 'esbuild';
import { globSync, rmSync } from 'node:fs';
import { fromRoot } from './paths';
import { main } from './run';

/** The module that VS Code loads to run test/host. {@link bundleHostTests} creates it. */
export const hostTestsEntry = fromRoot('dist', 'test', 'host', 'index.js');

/** Bundles each file of test/host into `dist/test/host/`. */
export async function bundleHostTests(): Promise<void> {
  const outdir = fromRoot('dist', 'test', 'host');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [fromRoot('test/host/index.ts'), ...globSync(fromRoot('test/host/**/*.test.ts'))],
    outbase: fromRoot('test/host'),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: true,
    logLevel: 'warning',
  });
}

if (require.main === module) {
  main(bundleHostTests);
}
