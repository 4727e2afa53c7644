// `npm run package`: builds and packs dist/opensign-vscode.vsix, and checks its contents.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock';
import { fromRoot, packageFile } from './paths';
import { main, mustRun, tool } from './run';
import { zipEntries } from './zip';

/** Environment variable with the path of a package that a parent process built, so that `npm test` builds only once. */
export const packageVariable = 'OPENSIGN_VSIX';

const bundle = fromRoot('dist', 'extension.mjs');

/** Bytes that VS Code may load to activate the extension. */
const bundleLimit = 133 * 1024;

const required = [
  'extension.vsixmanifest',
  '[Content_Types].xml',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/dist/extension.mjs',
  'extension/dist/pdf/pageWorker.cjs',
  'extension/media/schemas/opensign-layout-file.schema.json',
];

const allowed = [
  /^extension\/package\.nls(\.[\w-]+)?\.json$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/dist\/chunks\/[\w-]+\.mjs$/,
  /^extension\/dist\/licenses\.txt$/,
  /^extension\/dist\/pdf\/.+/,
  /^extension\/media\/.+\.(svg|png|md|css|js)$/,
  /^extension\/media\/schemas\/.+\.json$/,
];

/** Builds and packs. Replaces the package atomically, because other processes may be installing the previous one. */
async function packExtension(): Promise<string> {
  mkdirSync(fromRoot('dist'), { recursive: true });
  return withLock(fromRoot('dist', 'package.lock'), async () => {
    await mustRun(process.execPath, [fromRoot('esbuild.config.mjs')]);
    const fresh = fromRoot('dist', 'new.vsix');
    await mustRun(tool('vsce'), [
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--skip-license', // Without it, vsce prompts if the license is missing. `checkPackage` reports that.
      '--out',
      fresh,
    ]);
    renameSync(fresh, packageFile);
    return packageFile;
  });
}

let packed: Promise<string> | undefined;

/** The package that a parent process built, or a new one, built once per process. */
export function packageOnce(): Promise<string> {
  const given = process.env[packageVariable];
  if (given && existsSync(given)) {
    return Promise.resolve(given);
  }
  packed ??= packExtension();
  return packed;
}

/** Files that VS Code loads for activation: the extension's module and its static imports. */
function findActivationFiles(file = bundle, seen = new Set<string>()): string[] {
  if (!seen.has(file)) {
    seen.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+\.mjs)"/g)) {
      findActivationFiles(path.resolve(path.dirname(file), name ?? ''), seen);
    }
  }
  return [...seen];
}

const sumSizes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(file).size, 0);

/** The problems of a package, as sentences. */
function checkPackage(file: string): string[] {
  const names = zipEntries(readFileSync(file));
  const missing = required.filter((name) => !names.includes(name));
  const unexpected = names.filter(
    (name) => !required.includes(name) && !allowed.some((rule) => rule.test(name)),
  );
  const files = findActivationFiles();
  const size = sumSizes(files);
  const problems = [
    ...missing.map((name) => `${name} is missing from the package.`),
    ...unexpected.map((name) => `${name} doesn't belong in the package.`),
  ];
  if (size >= bundleLimit) {
    problems.push(`Activation loads ${size} bytes. It must stay under ${bundleLimit}.`);
  }
  // npm's undici sets this symbol globally, which affects the whole extension host. We use VS Code's own fetch.
  if (files.some((part) => readFileSync(part, 'utf8').includes('undici.globalDispatcher'))) {
    problems.push('undici is bundled into the extension.');
  }
  return problems;
}

function describePackage(file: string): string {
  const names = zipEntries(readFileSync(file));
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
  return [
    ...names.map((name) => `  ${name}`),
    `${names.length} files, ${kilobytes(statSync(file).size)} packed; ` +
      `loaded for activation ${kilobytes(sumSizes(findActivationFiles()))} of ${kilobytes(bundleLimit)}`,
  ].join('\n');
}

if (require.main === module) {
  main(async () => {
    const file = await packExtension();
    console.log(describePackage(file));
    const problems = checkPackage(file);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
  });
}
