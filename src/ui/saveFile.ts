import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { cutText } from '../api/redact';
import { oneLine } from './text';

/** Asks where a file is to be saved. `name` may be anything; what no file system takes is replaced. */
export async function askWhereToSave(
  title: string,
  name: string,
  filters: Readonly<Record<string, string[]>>,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const defaultUri = vscode.Uri.joinPath(folder, fileName(name));
  return vscode.window.showSaveDialog({ title, defaultUri, filters: { ...filters } });
}

/** Writes a file so that under its name there is the old content or all of the new one, never a part of it. */
export async function writeWhole(place: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const name = place.path.slice(place.path.lastIndexOf('/') + 1);
  const unique = globalThis.crypto.randomUUID().slice(0, 8);
  const beside = vscode.Uri.joinPath(place, '..', `.${name}.${unique}.tmp`);
  try {
    await fs.writeFile(beside, bytes);
    await fs.rename(beside, place, { overwrite: true });
  } catch (error) {
    // What went wrong is told; that the remains could not be removed either is not worth a word.
    await Promise.resolve(fs.delete(beside)).catch(() => undefined);
    throw error;
  }
}

/** Leaves room for what programs add to a name of at most 255 bytes. */
const longestStem = 100;

/** `name` without what Windows, macOS or Linux refuse in the name of a file, and without what reorders it on the screen. */
export function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const allowed = oneLine(stem).replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '_');
  const clean = cutText(allowed, longestStem).replace(/^[. ]+|[. ]+$/g, '');
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(clean);
  return `${clean === '' || isDevice ? `_${clean}` : clean}${extension}`;
}
