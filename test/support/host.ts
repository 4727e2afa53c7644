import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { atEnd } from '../../scripts/atEnd';
import { hostLocation, type HostName } from '../../scripts/hosts';
import { cleanEnvironment, mustRun } from '../../scripts/run';

export interface HostOptions {
  readonly version?: HostName;
  /** A package to install before the server starts. */
  readonly vsix?: string;
  /** Folders of other extensions to install. */
  readonly extensions?: readonly string[];
  /** Enables the smoke-test driver, which tests inside the extension host need. It hides notifications. */
  readonly driver?: boolean;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** With a fixed port, the browser keeps its origin, secrets and state after a restart. */
  readonly port?: number;
  /** Folder of the profile. By default, a temporary one. */
  readonly dataDir?: string;
  /** Loads VS Code's Git extension, which takes a while to start. */
  readonly git?: boolean;
  /** Keeps workspace trust enabled: folders open in Restricted Mode, without a prompt. */
  readonly workspaceTrust?: boolean;
}

export interface Host {
  readonly name: HostName;
  readonly port: number;
  /** The authority of vscode-remote: URIs. */
  readonly authority: string;
  readonly dataDir: string;
  /** The output of the server. */
  log(): string;
  /** Names and contents of all log files of the server, the window and the extensions. */
  logFiles(): string;
  stop(): Promise<void>;
}

const baseSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  // The mouse must not open a hover over text that a test uses.
  'editor.hover.delay': 10_000,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  // VS Code would show notifications about the emulators' ports.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Starts VS Code's server. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const name = options.version ?? 'newest';
  const { node, server, extensionsWithGit } = hostLocation(name);
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'opensign-host-'));
  mkdirSync(path.join(dataDir, 'data', 'User'), { recursive: true });
  writeFileSync(
    path.join(dataDir, 'data', 'User', 'settings.json'),
    JSON.stringify(
      { ...baseSettings, 'git.enabled': options.git === true, ...options.settings },
      undefined,
      2,
    ),
  );
  for (const folder of options.extensions ?? []) {
    cpSync(folder, path.join(dataDir, 'extensions', getExtensionFolder(folder)), { recursive: true });
  }
  const env = cleanEnvironment({ ...options.env });
  if (options.vsix) {
    await mustRun(
      node,
      [server, '--server-data-dir', dataDir, '--install-extension', options.vsix, '--force'],
      { env },
    );
  }
  const args = ['--host', '127.0.0.1', '--port', String(options.port ?? 0)];
  args.push('--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off');
  args.push('--server-data-dir', dataDir);
  if (options.git) {
    args.push('--builtin-extensions-dir', extensionsWithGit);
  }
  if (!options.workspaceTrust) {
    args.push('--disable-workspace-trust');
  }
  if (options.driver) {
    args.push('--enable-smoke-test-driver');
  }
  // A separate process group, so that `stop` also ends its children (extension host, terminals, watcher).
  const child = spawn(node, [server, ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  const { log, port } = await untilListening(child);
  const stop = createStop(child, options.dataDir ? undefined : dataDir);
  return {
    name,
    port,
    authority: `127.0.0.1:${port}`,
    dataDir,
    log,
    logFiles: () => readLogs(dataDir),
    stop,
  };
}

/** The folder name that VS Code gives an installed extension. */
function getExtensionFolder(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly publisher: string;
    readonly name: string;
    readonly version: string;
  };
  return `${manifest.publisher}.${manifest.name}-${manifest.version}`;
}

function untilListening(child: ChildProcess): Promise<{ log: () => string; port: number }> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const bound = /Web UI available at \S+?:(\d+)/.exec(text);
      if (bound) {
        resolve({ log: () => text, port: Number(bound[1]) });
      }
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`VS Code's server ended with ${String(code)}\n${text.slice(-4000)}`));
    });
  });
}

/** Returns a function that ends the server's process group. It also runs when this process exits. */
function createStop(child: ChildProcess, ownFolder: string | undefined): () => Promise<void> {
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-Number(child.pid), signal);
    } catch {
      // The process group has already ended.
    }
  };
  const cleanUp = (): void => {
    kill('SIGKILL');
    if (ownFolder) {
      rmSync(ownFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  };
  const forget = atEnd(cleanUp);
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      kill('SIGTERM');
      const timer = setTimeout(() => kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(timer);
    }
    forget();
    cleanUp();
  };
}

function readLogs(dataDir: string): string {
  const folder = path.join(dataDir, 'data', 'logs');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => `=== ${path.relative(folder, file)}\n${readFileSync(file, 'utf8')}`)
    .join('\n');
}
