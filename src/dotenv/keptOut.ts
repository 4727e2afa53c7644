import type * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import { getFileName } from '../ui/text';
import { child, foldersUpTo, namesBelow, parent } from './envFiles';
import type { Git } from './git';
import { changeOf, type EnvHost, type FileChange } from './dotenvHost';
import { appendLine } from './textEdit';

/** What it takes to keep a file out of git. */
export type KeptOut =
  | { readonly state: 'ignored' }
  /** A line for `.gitignore`; git has to confirm it before anything else is written. */
  | { readonly state: 'change'; readonly change: FileChange }
  /** Git can't be asked. A line may still help. */
  | { readonly state: 'unknown'; readonly change: FileChange | undefined }
  /** `message` says why nothing can be written. */
  | { readonly state: 'refused'; readonly message: string };

/**
 * Finds out how git can be made to ignore `file` in the workspace folder `folder`. Judges the file that is really
 * written: links are followed, and refused unless git ignores their target. Changes nothing.
 */
export async function planKeptOut(
  host: EnvHost,
  git: Pick<Git, 'check'>,
  folder: vscode.Uri,
  file: vscode.Uri,
): Promise<KeptOut> {
  const name = host.nameOf(file);
  const real = await host.realFile(file);
  const realFolder = await host.realFile(folder);
  if (real === undefined || realFolder === undefined) {
    return refuse(
      l10n.t(
        'Nothing was written: the target of the symbolic link {0} can’t be determined. Replace the link with a file.',
        name,
      ),
    );
  }
  const state = await git.check(real);
  if (state === 'ignored') {
    return { state };
  }
  const names = namesBelow(folder, file).join('/');
  if (real.path !== child(realFolder, names).path) {
    return refuse(
      l10n.t(
        'Nothing was written: {0} is a symbolic link to {1}, and git may track that file. Replace the link with a file, or let git ignore its target.',
        name,
        real.path,
      ),
    );
  }
  if (/[\r\n]/.test(name)) {
    return refuse(l10n.t('Nothing was written: no line in .gitignore can name {0}. Rename the file.', name));
  }
  const gitignore = await nearestGitignore(host, folder, file);
  const realGitignore = await host.realFile(gitignore.uri);
  if (realGitignore?.path !== child(realFolder, namesBelow(folder, gitignore.uri).join('/')).path) {
    return state === 'unknown'
      ? { state, change: undefined }
      : refuse(
          l10n.t(
            'Nothing was written: git ignores no file by {0}, because that is a symbolic link. Replace the link with a file.',
            host.nameOf(gitignore.uri),
          ),
        );
  }
  const change = await lineFor(host, gitignore, getFileName(file));
  if (state === 'unknown') {
    return { state, change };
  }
  return change === undefined
    ? refuse(stillTrackedText(host, file, gitignore.uri))
    : { state: 'change', change };
}

/** Why a file isn't ignored although `.gitignore` has a line for it. */
export function stillTrackedText(host: EnvHost, file: vscode.Uri, gitignore: vscode.Uri): string {
  return l10n.t(
    'Git doesn’t ignore {0}, although {1} has a line for it, so no token was written there. If git tracks the file, run “git rm --cached {2}” in its folder first.',
    host.nameOf(file),
    host.nameOf(gitignore),
    getFileName(file),
  );
}

function refuse(message: string): KeptOut {
  return { state: 'refused', message };
}

interface Gitignore {
  readonly uri: vscode.Uri;
  readonly exists: boolean;
}

/** Neither files of a repository around this one nor files outside of the workspace are changed. */
async function nearestGitignore(host: EnvHost, folder: vscode.Uri, file: vscode.Uri): Promise<Gitignore> {
  for (const place of foldersUpTo(folder, parent(file))) {
    const uri = child(place, '.gitignore');
    if ((await host.kind(uri)) === 'file') {
      return { uri, exists: true };
    }
    if ((await host.kind(child(place, '.git'))) !== undefined) {
      break;
    }
  }
  return { uri: child(parent(file), '.gitignore'), exists: false };
}

/** Undefined when the line is there and saved, and nothing after it takes it back. */
async function lineFor(
  host: EnvHost,
  { uri, exists }: Gitignore,
  name: string,
): Promise<FileChange | undefined> {
  const document = exists ? await host.open(uri) : undefined;
  const text = document?.getText() ?? '';
  const pattern = patternFor(name);
  const lines = text.split(/\r?\n/);
  const last = lines.findLastIndex((line) => line === pattern || line.startsWith('!'));
  if (lines[last] !== pattern) {
    return changeOf(uri, document, [appendLine(text, pattern)]);
  }
  return document?.isDirty === true ? changeOf(uri, document, []) : undefined;
}

/** The line that makes a `.gitignore` ignore a name. */
function patternFor(name: string): string {
  return name.replace(/[\\*?[\]]/g, '\\$&').replace(/^[#!]| $/g, '\\$&');
}
