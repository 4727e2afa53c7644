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
  /** The smoke-test driver: needed to run tests inside the extension host; with it no toast is shown. */
  readonly driver?: boolean;
  /** User settings, the only place for those of application scope. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** A fixed port keeps the browser's origin, and with it secrets and state, over a restart. */
  readonly port?: number;
  /** Keep the profile here; without it a fresh one is made and removed. */
  readonly dataDir?: string;
  /** With VS Code's Git extension, which takes a while to start. */
  readonly git?: boolean;
  /** Leaves workspace trust on: folders open in Restricted Mode, without being asked about. */
  readonly workspaceTrust?: boolean;
}

export interface Host {
  readonly name: HostName;
  readonly port: number;
  /** What a vscode-remote: URI of this host has for an authority. */
  readonly authority: string;
  readonly dataDir: string;
  /** What the server printed. */
  log(): string;
  /** Every log file the server, the window and the extensions wrote so far, with their names. */
  logFiles(): string;
  stop(): Promise<void>;
}

const baseSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  // The mouse calls up no tooltip over the text that a test is about to use.
  'editor.hover.delay': 10_000,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  // Every emulator would be a port to offer, and many of them a message about that.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Starts VS Code's server with a new profile. */
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
    cpSync(folder, path.join(dataDir, 'extensions', extensionFolder(folder)), { recursive: true });
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
  // Its own process group, so that its children (extension host, terminals, watcher) end with it.
  const child = spawn(node, [server, ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  const { log, port } = await untilListening(child);
  const stop = stopper(child, options.dataDir ? undefined : dataDir);
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

/** As VS Code names the folder of an installed extension. */
function extensionFolder(folder: string): string {
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

/** Ends the server's process group, also when this process ends before `stop` was called. */
function stopper(child: ChildProcess, ownFolder: string | undefined): () => Promise<void> {
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-Number(child.pid), signal);
    } catch {
      // already gone
    }
  };
  const tidy = (): void => {
    kill('SIGKILL');
    if (ownFolder) {
      rmSync(ownFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  };
  const forget = atEnd(tidy);
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      kill('SIGTERM');
      const impatient = setTimeout(() => kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(impatient);
    }
    forget();
    tidy();
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
