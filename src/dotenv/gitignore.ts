import { posix } from 'node:path';
import type * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { appendLine } from './dotEnv';
import { toChange, vscodeHost, type EnvHost, type FileChange } from './dotenvHost';
import { getChild, getFoldersUpTo, getParent, type EnvFile } from './envFile';
import type { Git } from './git';

/** What the commands for `.env` need. */
export interface DotenvContext {
  readonly environments: Pick<Environments, 'active' | 'token'>;
  readonly git: Pick<Git, 'check' | 'refresh'>;
  readonly log: Pick<Log, 'detach'>;
}

type GitContext = Pick<DotenvContext, 'git'>;

/** What it takes to make git ignore a file. */
export type IgnorePlan =
  | { readonly state: 'ignored' }
  /** A line for `.gitignore`. Git has to confirm it before anything else is written. */
  | { readonly state: 'change'; readonly change: FileChange }
  /** Git can't be asked. A line may still help; undefined when it is there. */
  | { readonly state: 'unknown'; readonly change: FileChange | undefined }
  /** Nothing can be written, for the reason in `message`. */
  | { readonly state: 'refused'; readonly message: string };

/**
 * Plans how to make git ignore `file` in the workspace folder `folder`, judged by the file that is really written: a link
 * is refused unless git ignores its target. Changes nothing.
 */
export async function planIgnore(
  { git }: GitContext,
  host: EnvHost,
  folder: vscode.Uri,
  file: vscode.Uri,
): Promise<IgnorePlan> {
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
  const isLink = (uri: vscode.Uri, target: vscode.Uri | undefined) =>
    target?.path !== getChild(realFolder, posix.relative(folder.path, uri.path)).path;
  const state = await git.check(real);
  if (state === 'ignored') {
    return { state };
  }
  if (isLink(file, real)) {
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
  const gitignore = await findGitignore(host, folder, file);
  if (isLink(gitignore.uri, await host.realFile(gitignore.uri))) {
    return state === 'unknown'
      ? { state, change: undefined }
      : refuse(
          l10n.t(
            'Nothing was written: git doesn’t read {0}, because it’s a symbolic link. Replace the link with a file.',
            host.nameOf(gitignore.uri),
          ),
        );
  }
  const change = await planLine(host, gitignore, posix.basename(file.path));
  if (state === 'unknown') {
    return { state, change };
  }
  return change === undefined
    ? refuse(`${getTrackedText(host, file, gitignore.uri)} ${l10n.t('No token was written.')}`)
    : { state: 'change', change };
}

/** Changes and saves `.gitignore`. Resolves with whether that worked. */
export async function applyIgnore({ git }: GitContext, host: EnvHost, change: FileChange): Promise<boolean> {
  const isApplied = change.edits.length === 0 || (await host.apply([change]));
  const isSaved = isApplied && (await host.save(change.uri));
  git.refresh();
  return isSaved;
}

/** **Add File to .gitignore**: makes git ignore a file, by a line in the nearest `.gitignore`. */
export async function addToGitignore(
  context: Pick<DotenvContext, 'git' | 'log'>,
  args: readonly unknown[],
  host: EnvHost = vscodeHost,
): Promise<void> {
  const [uri] = args;
  if (typeof uri !== 'string') {
    return;
  }
  const { git } = context;
  const file = host.fileOf(host.parse(uri));
  const folder = host.folderOf(file);
  const name = host.nameOf(file);
  if (folder === undefined) {
    host.warn(l10n.t('{0} isn’t in an open folder. Open its folder first.', name));
    return;
  }
  const plan = await planIgnore(context, host, folder, file);
  if (plan.state === 'refused') {
    host.warn(plan.message);
    return;
  }
  if (plan.state === 'ignored') {
    git.refresh();
    host.warn(l10n.t('Git already ignores {0}.', name));
    return;
  }
  const { change } = plan;
  if (change === undefined) {
    host.warn(
      l10n.t('{0} is already in .gitignore, but we couldn’t check whether git ignores the file.', name),
    );
    return;
  }
  const gitignore = host.nameOf(change.uri);
  if (!(await applyIgnore(context, host, change))) {
    host.warn(
      l10n.t('Couldn’t change {0}, so git may not ignore {1}. Add the line yourself.', gitignore, name),
    );
    return;
  }
  const state = await git.check(file);
  if (state === 'notIgnored') {
    host.warn(getTrackedText(host, file, change.uri));
    return;
  }
  const message =
    state === 'ignored'
      ? l10n.t('Added {0} to {1}. Git now ignores the file.', name, gitignore)
      : l10n.t('Added {0} to {1}, but couldn’t check whether git ignores the file.', name, gitignore);
  const show = async () => {
    if (await host.offer('information', message, l10n.t('Open {0}', gitignore))) {
      await host.show(change.uri);
    }
  };
  context.log.detach('opensign.dotenv', show());
}

function getTrackedText(host: EnvHost, file: vscode.Uri, gitignore: vscode.Uri): string {
  return l10n.t(
    'Git doesn’t ignore {0}, although it’s in {1}. If git tracks the file, run “git rm --cached {2}” in its folder first.',
    host.nameOf(file),
    host.nameOf(gitignore),
    posix.basename(file.path),
  );
}

function refuse(message: string): IgnorePlan {
  return { state: 'refused', message };
}

/** Never one of a repository around this one, or outside of the workspace. */
async function findGitignore(
  host: EnvHost,
  folder: vscode.Uri,
  file: vscode.Uri,
): Promise<Omit<EnvFile, 'folder'>> {
  for (const place of getFoldersUpTo(folder, getParent(file))) {
    const uri = getChild(place, '.gitignore');
    if ((await host.kind(uri)) === 'file') {
      return { uri, exists: true };
    }
    if ((await host.kind(getChild(place, '.git'))) !== undefined) {
      break;
    }
  }
  return { uri: getChild(getParent(file), '.gitignore'), exists: false };
}

/** Undefined when the saved file has the line, and no later line negates it. */
async function planLine(
  host: EnvHost,
  { uri, exists }: Omit<EnvFile, 'folder'>,
  name: string,
): Promise<FileChange | undefined> {
  const document = exists ? await host.open(uri) : undefined;
  const text = document?.getText() ?? '';
  const pattern = name.replace(/[\\*?[\]]/g, '\\$&').replace(/^[#!]| $/g, '\\$&');
  const last = text.split(/\r?\n/).findLast((line) => line === pattern || line.startsWith('!'));
  if (last !== pattern) {
    return toChange(uri, document, [appendLine(text, pattern)]);
  }
  return document?.isDirty === true ? toChange(uri, document, []) : undefined;
}
