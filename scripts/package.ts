// `npm run package`: builds, packs dist/opensign-vscode.vsix and checks what is in it.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock';
import { fromRoot, packageFile } from './paths';
import { main, mustRun, tool } from './run';
import { zipEntries } from './zip';

/** Path of a package that a parent process built, so that one `npm test` builds it once. */
export const packageVariable = 'OPENSIGN_VSIX';

const bundle = fromRoot('dist', 'extension.mjs');

/** The budget for what VS Code loads when it starts us. */
const bundleLimit = 150_000;

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

/** Builds and packs. The package appears complete or not at all: others may be installing the one before. */
export async function packExtension(): Promise<string> {
  mkdirSync(fromRoot('dist'), { recursive: true });
  return withLock(fromRoot('dist', 'package.lock'), async () => {
    await mustRun(process.execPath, [fromRoot('esbuild.config.mjs')]);
    const fresh = fromRoot('dist', 'new.vsix');
    await mustRun(tool('vsce'), [
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--skip-license', // missing or not is our own check's to say, without asking on a terminal
      '--out',
      fresh,
    ]);
    renameSync(fresh, packageFile);
    return packageFile;
  });
}

let packed: Promise<string> | undefined;

/** The package that a parent process built, or one built now, at most once per process. */
export function packageOnce(): Promise<string> {
  const given = process.env[packageVariable];
  if (given && existsSync(given)) {
    return Promise.resolve(given);
  }
  packed ??= packExtension();
  return packed;
}

/** The extension's module and what it imports by a statement: VS Code loads these to activate it. */
function loadedAtStart(file = bundle, seen = new Set<string>()): string[] {
  if (!seen.has(file)) {
    seen.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+\.mjs)"/g)) {
      loadedAtStart(path.resolve(path.dirname(file), name ?? ''), seen);
    }
  }
  return [...seen];
}

const sizeOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(file).size, 0);

/** What is wrong with a package, in sentences; nothing when it may go out. */
export function checkPackage(file: string): string[] {
  const names = zipEntries(readFileSync(file));
  const missing = required.filter((name) => !names.includes(name));
  const unexpected = names.filter(
    (name) => !required.includes(name) && !allowed.some((rule) => rule.test(name)),
  );
  const files = loadedAtStart();
  const size = sizeOf(files);
  const problems = [
    ...missing.map((name) => `${name} is missing from the package`),
    ...unexpected.map((name) => `${name} does not belong into the package`),
  ];
  if (size >= bundleLimit) {
    problems.push(`what is loaded at the start has ${size} bytes; it must stay under ${bundleLimit}`);
  }
  // The mark that npm's undici leaves on the whole extension host; VS Code's own fetch is what we use.
  if (files.some((part) => readFileSync(part, 'utf8').includes('undici.globalDispatcher'))) {
    problems.push('undici is bundled into the extension');
  }
  return problems;
}

export function describePackage(file: string): string {
  const names = zipEntries(readFileSync(file));
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
  return [
    ...names.map((name) => `  ${name}`),
    `${names.length} files, ${kilobytes(statSync(file).size)} packed; ` +
      `loaded at the start ${kilobytes(sizeOf(loadedAtStart()))} of ${kilobytes(bundleLimit)}`,
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
