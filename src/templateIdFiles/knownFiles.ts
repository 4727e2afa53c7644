import * as vscode from 'vscode';
import { OpenSignError } from '../api/errors';
import { l10n } from '../ui/l10n';
import { withCancel } from '../ui/progress';
import type { TemplateIdsContext } from './idFilesContext';
import { searchPattern } from './format';
import { isIdFile } from './idFile';

const stateKey = 'opensign.templateIdFiles';
const mostRemembered = 20;

/** What a search leaves out: code that others wrote. */
const excluded = '**/{node_modules,.git,.venv,venv,site-packages,__pycache__}/**';
const mostSearched = 5000;
/** In bytes. No id file is as large; data may be. */
const largest = 4 * 1024 * 1024;
const atOnce = 8;

/** Remembers in the workspace that ids were written to this file. */
export async function remember({ state }: TemplateIdsContext, uri: vscode.Uri): Promise<void> {
  const key = uri.toString();
  const others = rememberedKeys(state).filter((one) => one !== key);
  await state.update(stateKey, [key, ...others].slice(0, mostRemembered));
}

function rememberedKeys(state: TemplateIdsContext['state']): readonly string[] {
  const value = state.get<unknown>(stateKey);
  return Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];
}

/** The id file that is being edited. */
export async function editedIdFile(): Promise<vscode.Uri | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri !== undefined && uri.scheme !== 'untitled' && (await isIdFile(uri)) ? uri : undefined;
}

/**
 * The id files that were written from here and are still there, or those that a search of the workspace finds when
 * there are none. The search can be canceled, and rejects then.
 */
export async function knownIdFiles({ state }: TemplateIdsContext): Promise<readonly vscode.Uri[]> {
  const remembered = await onlyIdFiles(rememberedKeys(state).map((key) => vscode.Uri.parse(key, true)));
  return remembered.length > 0 ? remembered : search();
}

async function search(): Promise<readonly vscode.Uri[]> {
  if (vscode.workspace.workspaceFolders === undefined) {
    return [];
  }
  return withCancel(l10n.t('Looking for template ID files…'), async (signal) => {
    const found = await vscode.workspace.findFiles(searchPattern, excluded, mostSearched);
    const small = async (uri: vscode.Uri) => (await vscode.workspace.fs.stat(uri)).size <= largest;
    return onlyIdFiles(found, signal, small);
  });
}

/** In the order of `uris`. A file that cannot be read is none. */
async function onlyIdFiles(
  uris: readonly vscode.Uri[],
  signal?: AbortSignal,
  filter: (uri: vscode.Uri) => Promise<boolean> = () => Promise.resolve(true),
): Promise<readonly vscode.Uri[]> {
  const ours = new Set<vscode.Uri>();
  const waiting = uris.values();
  const work = async () => {
    for (const uri of waiting) {
      if (signal?.aborted === true) {
        throw new OpenSignError('canceled');
      }
      if ((await filter(uri).catch(() => false)) && (await isIdFile(uri))) {
        ours.add(uri);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return uris.filter((uri) => ours.has(uri));
}
