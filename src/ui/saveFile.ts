import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { cutText } from '../api/redact';
import { getFileName, oneLine } from './text';

/** Asks where to save a file. `name` may be any text. */
export async function askWhereToSave(
  title: string,
  name: string,
  filters: Readonly<Record<string, string[]>>,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const defaultUri = vscode.Uri.joinPath(folder, fileName(name));
  return vscode.window.showSaveDialog({ title, defaultUri, filters: { ...filters } });
}

/** Writes a file so that its name always has the old content or all of the new one, never a part of it. */
export async function writeWhole(place: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const unique = globalThis.crypto.randomUUID().slice(0, 8);
  const temporary = vscode.Uri.joinPath(place, '..', `.${getFileName(place)}.${unique}.tmp`);
  try {
    await fs.writeFile(temporary, bytes);
    await fs.rename(temporary, place, { overwrite: true });
  } catch (error) {
    // The first error matters, not that the temporary file can't be deleted either.
    await Promise.resolve(fs.delete(temporary)).catch(() => undefined);
    throw error;
  }
}

/** Leaves room for what programs append to a name of at most 255 bytes. */
const longestStem = 100;

/** `name` without what Windows, macOS or Linux reject in a file name, and without characters that reorder it. */
export function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const allowed = oneLine(stem).replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '_');
  const clean = cutText(allowed, longestStem).replace(/^[. ]+|[. ]+$/g, '');
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(clean);
  return `${clean === '' || isDevice ? `_${clean}` : clean}${extension}`;
}
