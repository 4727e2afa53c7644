// Bundles the extension. `node esbuild.config.mjs [--watch] [--dev]`
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { context, build } from 'esbuild';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * An ES module with code splitting: modules imported with `import()` become chunks that are loaded on use, and share
 * classes with the part that VS Code loads for activation.
 * @type {import('esbuild').BuildOptions}
 */
const extension = {
  ...common,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  platform: 'node',
  format: 'esm',
  // VS Code 1.105, the minimum, runs Node 22.
  target: 'node22',
  external: ['vscode'],
};

/**
 * The worker thread that reads a PDF's pages. CommonJS, so that loading it doesn't use VS Code's module hooks.
 * @type {import('esbuild').BuildOptions}
 */
const pageWorker = {
  ...common,
  entryPoints: ['src/pdf/pageWorker.ts'],
  outfile: 'dist/pdf/pageWorker.cjs',
  platform: 'node',
  format: 'cjs',
  target: 'node22',
};

/**
 * The webview of the PDF preview. It loads pdf.js as a separate file.
 * @type {import('esbuild').BuildOptions}
 */
const preview = {
  ...common,
  entryPoints: ['src/preview/webview.ts'],
  outfile: 'dist/pdf/preview.js',
  platform: 'browser',
  format: 'esm',
  // The Chromium of Electron 37, which VS Code 1.105 uses.
  target: 'chrome138',
  alias: { 'pdfjs-dist/legacy/build/pdf.mjs': './pdf.min.mjs' },
  external: ['./pdf.min.mjs'],
};

/**
 * Writes the licenses of the bundled packages, as these require. The license of pdf.js is copied with its files.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
function writeLicenses(metafiles) {
  const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const names = files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const texts = [...new Set(names)].sort().flatMap((name) => {
    const license = readdirSync(`node_modules/${name}`).find((file) => /^licen[cs]e/i.test(file));
    if (license === undefined) {
      throw new Error(`${name} has no license file`);
    }
    return name === 'pdfjs-dist'
      ? []
      : `${name}\n\n${readFileSync(`node_modules/${name}/${license}`, 'utf8').trim()}\n`;
  });
  if (texts.length > 0) {
    writeFileSync('dist/licenses.txt', texts.join('\n----\n\n'));
  }
}

/** Copies the published files of pdf.js: the legacy build, which the minimum VS Code needs, and the image decoders. */
function copyPdfjs() {
  const files = {
    'legacy/build/pdf.min.mjs': 'pdf.min.mjs',
    'legacy/build/pdf.worker.min.mjs': 'pdf.worker.min.mjs',
    LICENSE: 'LICENSE',
    'wasm/jbig2.wasm': 'wasm/jbig2.wasm',
    'wasm/openjpeg.wasm': 'wasm/openjpeg.wasm',
    'wasm/LICENSE_JBIG2': 'wasm/LICENSE_JBIG2',
    'wasm/LICENSE_OPENJPEG': 'wasm/LICENSE_OPENJPEG',
    'wasm/LICENSE_PDFJS_JBIG2': 'wasm/LICENSE_PDFJS_JBIG2',
    'wasm/LICENSE_PDFJS_OPENJPEG': 'wasm/LICENSE_PDFJS_OPENJPEG',
  };
  mkdirSync('dist/pdf/wasm', { recursive: true });
  for (const [from, to] of Object.entries(files)) {
    cpSync(`node_modules/pdfjs-dist/${from}`, `dist/pdf/${to}`);
  }
}

const bundles = [extension, pageWorker, preview];
// Chunk names contain a content hash, so a new build doesn't overwrite old chunks.
rmSync('dist/chunks', { recursive: true, force: true });
rmSync('dist/licenses.txt', { force: true });
copyPdfjs();
if (watch) {
  for (const options of bundles) {
    const running = await context(options);
    await running.watch();
  }
  console.log('watching src/');
} else {
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  writeLicenses(built.map(({ metafile }) => metafile));
}
