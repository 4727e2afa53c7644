import * as vscode from 'vscode';
import { OpenSignError } from '../api/errors';
import { l10n } from '../ui/l10n';
import { withCancel } from '../ui/progress';
import { writeWhole } from '../ui/saveFile';
import { getFormat, searchPattern } from './idFormats';
import { readIdText } from './idText';

type State = Pick<vscode.Memento, 'get' | 'update'>;

const stateKey = 'opensign.templateIdFiles';
const maxRemembered = 20;
/** Code that others wrote. */
const excluded = '**/{node_modules,.git,.venv,venv,site-packages,__pycache__}/**';
const maxSearched = 5000;
/** In bytes. No ID file is as large, but data may be. */
const maxSize = 4 * 1024 * 1024;
const maxParallel = 8;

function findOpenDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/** The text with unsaved changes. Undefined when the file doesn't exist. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const document = findOpenDocument(uri);
  if (document !== undefined) {
    return document.getText();
  }
  try {
    // The byte order mark is kept, so that it can be written again.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Replaces `before` by `after`. An open file is changed by one edit, for Undo, and saved. Resolves with false when the
 * file has changed, or the editor refuses.
 */
export async function replaceText(
  uri: vscode.Uri,
  before: string | undefined,
  after: string,
): Promise<boolean> {
  if ((await readText(uri)) !== before) {
    return false;
  }
  const document = findOpenDocument(uri);
  if (document === undefined) {
    await writeWhole(uri, new TextEncoder().encode(after));
    return true;
  }
  const text = document.getText();
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), after);
  return (await vscode.workspace.applyEdit(edit)) && (await document.save());
}

/** Whether IDs were written to this file, even if it was edited since. Never rejects. */
export async function isIdFile(uri: vscode.Uri): Promise<boolean> {
  const format = getFormat(uri.path);
  try {
    return format !== undefined && readIdText((await readText(uri)) ?? '', format).state !== 'foreign';
  } catch {
    return false;
  }
}

/** Remembers in the workspace that IDs were written to this file. */
export async function rememberIdFile(state: State, uri: vscode.Uri): Promise<void> {
  const key = uri.toString();
  const others = getRemembered(state).filter((one) => one !== key);
  await state.update(stateKey, [key, ...others].slice(0, maxRemembered));
}

function getRemembered(state: State): readonly string[] {
  const value = state.get<unknown>(stateKey);
  return Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];
}

/** The ID file in the active editor. */
export async function getActiveIdFile(): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri !== undefined && uri.scheme !== 'untitled' && (await isIdFile(uri)) ? uri : undefined;
}

/**
 * The ID files that were written here and still exist, otherwise those that a search of the workspace finds. Rejects
 * when the search is canceled.
 */
export async function findIdFiles(state: State): Promise<readonly vscode.Uri[]> {
  const remembered = getRemembered(state).map((key) => vscode.Uri.parse(key, true));
  const found = await filterIdFiles(remembered);
  if (found.length > 0 || vscode.workspace.workspaceFolders === undefined) {
    return found;
  }
  return withCancel(l10n.t('Searching for template ID files…'), async (signal) =>
    filterIdFiles(await vscode.workspace.findFiles(searchPattern, excluded, maxSearched), signal),
  );
}

async function filterIdFiles(
  uris: readonly vscode.Uri[],
  signal?: AbortSignal,
): Promise<readonly vscode.Uri[]> {
  const found = new Set<vscode.Uri>();
  const waiting = uris.values();
  const work = async () => {
    for (const uri of waiting) {
      if (signal?.aborted === true) {
        throw new OpenSignError('canceled');
      }
      if ((await isSmall(uri)) && (await isIdFile(uri))) {
        found.add(uri);
      }
    }
  };
  await Promise.all(Array.from({ length: maxParallel }, work));
  return uris.filter((uri) => found.has(uri));
}

async function isSmall(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size <= maxSize;
  } catch {
    return false;
  }
}
