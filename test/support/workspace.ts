import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Contents by path relative to the workspace. */
export type WorkspaceFiles = Readonly<Record<string, string | Uint8Array>>;

export interface Workspace {
  readonly folder: string;
  remove(): void;
}

/** Creates a temporary folder with these files. */
export function makeWorkspace(files: WorkspaceFiles): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'opensign-workspace-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
