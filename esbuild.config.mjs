// Bundles the extension. `node esbuild.config.mjs [--watch] [--dev]`
import { context, build } from 'esbuild';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // VS Code 1.105, the lowest engine, runs Node 22.
  target: 'node22',
  external: ['vscode'],
  minify: !dev,
  sourcemap: dev,
  legalComments: 'none',
  logLevel: 'warning',
};

if (watch) {
  const running = await context(options);
  await running.watch();
  console.log('watching src/');
} else {
  await build(options);
}
