import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { writeWhole } from '../ui/saveFile';
import { parseIdFile, printIdFile, type IdFile } from './idIndexFile';

/** Keeps the known ids in the extension's own folder, for all windows. */
export class IdStore {
  constructor(private readonly folder: vscode.Uri) {}

  /** Undefined when nothing usable is kept. Never rejects: what is lost is read again. */
  async load(environment: EnvironmentName): Promise<IdFile | undefined> {
    try {
      const bytes = await vscode.workspace.fs.readFile(this.place(environment));
      return parseIdFile(new TextDecoder().decode(bytes));
    } catch {
      return undefined;
    }
  }

  /** Rejects as the file system does. */
  async save(environment: EnvironmentName, file: IdFile): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.folder);
    await writeWhole(this.place(environment), new TextEncoder().encode(printIdFile(file)));
  }

  /** Forgets what is kept. Never rejects. */
  async clear(environment: EnvironmentName): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.place(environment));
    } catch {
      // There was nothing.
    }
  }

  private place(environment: EnvironmentName): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `ids-${environment}.json`);
  }
}
