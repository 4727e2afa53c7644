import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

export const root = path.resolve(__dirname, '../../..');

export interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly completionEvents: readonly string[];
        readonly media: { readonly svg: string };
      }[];
    }[];
  };
  readonly dependencies?: unknown;
  readonly capabilities: { readonly untrustedWorkspaces: unknown; readonly virtualWorkspaces: unknown };
}

export function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

export function readManifest(): Manifest {
  return JSON.parse(readText('package.json')) as Manifest;
}

export function readNls(file = 'package.nls.json'): Readonly<Record<string, string>> {
  return JSON.parse(readText(file)) as Record<string, string>;
}

/** Paths of the TypeScript files under a folder, relative to the project. */
export function sources(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file));
}

/** The content of all TypeScript files under a folder. */
export function readSources(folder = 'src'): string {
  return sources(folder).map(readText).join('\n');
}
