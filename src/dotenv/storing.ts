import type * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import type { EnvContext } from './dotenvContext';
import type { EnvFile } from './envFile';
import { changeOf, type EnvDocument, type EnvHost, type FileChange } from './dotenvHost';
import { planKeptOut } from './keptOut';
import { readVariable, setVariable } from './dotEnv';

/** A `.env` file, and what it takes to keep it out of git. */
export interface Prepared {
  readonly file: EnvFile;
  /** Undefined when the file has to be made. */
  readonly document: EnvDocument | undefined;
  /** Git confirmed that it ignores the file, or will do so before the file is written. */
  readonly isChecked: boolean;
  /** The `.gitignore` to change first. */
  readonly ignoring: FileChange | undefined;
}

/** Reads a `.env` file. Changes nothing. Undefined when git can't be made to ignore it, which is reported. */
export async function prepare(
  { git }: Pick<EnvContext, 'git'>,
  host: EnvHost,
  file: EnvFile,
): Promise<Prepared | undefined> {
  const plan = await planKeptOut(host, git, file.folder, file.uri);
  if (plan.state === 'refused') {
    host.warn(plan.message);
    return undefined;
  }
  const document = file.exists ? await host.open(file.uri) : undefined;
  const ignoring = plan.state === 'ignored' ? undefined : plan.change;
  return { file, document, isChecked: plan.state !== 'unknown', ignoring };
}

/** What the user has to know before a token is written to a file that git may track. */
export function uncheckedText(host: EnvHost, { file }: Prepared): string {
  return l10n.t(
    'Couldn’t check whether git ignores {0}, because VS Code’s Git extension is off or hasn’t opened this repository. If git tracks the file, the token gets into the next commit.',
    host.nameOf(file.uri),
  );
}

/** What is said after it was written all the same. */
export function notCheckedText(): string {
  return l10n.t('Couldn’t check whether git ignores the file. Make sure that it does before you commit.');
}

/** The value that a variable has in the file. An empty one counts as none: it is there to be filled in. */
export function currentValue({ document }: Prepared, variable: string): string | undefined {
  return (document && readVariable(document.getText(), variable)) || undefined;
}

/** What a variable is to hold. Without a value it keeps the one that it has. */
export interface Storing {
  readonly variable: string;
  readonly value: string | undefined;
}

/** What happens to `.env`: no change when the value is there already. Undefined when no way of writing it was found. */
function envChanges(prepared: Prepared, { variable, value }: Storing): readonly FileChange[] | undefined {
  const { file, document } = prepared;
  if (value === undefined) {
    return [];
  }
  if (currentValue(prepared, variable) === value) {
    return document?.isDirty === true ? [changeOf(file.uri, document, [])] : [];
  }
  const edit = setVariable(document?.getText() ?? '', variable, value);
  return edit && [changeOf(file.uri, document, [edit])];
}

/** Says that a token has characters that no way of quoting keeps. */
function tellUnwritable(host: EnvHost, file: vscode.Uri): void {
  host.warn(
    l10n.t(
      'Nothing was written: {0} would not give the token back unchanged. Look for an unclosed quote in the file, or for odd characters in the token.',
      host.nameOf(file),
    ),
  );
}

/**
 * Saves `.gitignore` and lets git confirm it before the token is in any file or editor, which may be saved
 * automatically. Code stays unsaved, as after every quick fix. `findInCode` is asked before anything is written, and
 * again when git has confirmed, for all may have been edited meanwhile; it reports why when it gives undefined.
 * Resolves with whether `.env` was written or had to be left as it is; undefined after failures, which are reported.
 */
export async function carryOut(
  { git }: Pick<EnvContext, 'git'>,
  host: EnvHost,
  prepared: Prepared,
  storing: Storing,
  findInCode: () => Promise<readonly FileChange[] | undefined>,
): Promise<'written' | 'left' | undefined> {
  const { file, ignoring } = prepared;
  const agreed = currentValue(prepared, storing.variable);
  if ((await findInCode()) === undefined) {
    return undefined;
  }
  if (envChanges(prepared, storing) === undefined) {
    tellUnwritable(host, file.uri);
    return undefined;
  }
  if (ignoring !== undefined && !(await ignore(git, host, file.uri, ignoring))) {
    return undefined;
  }
  if (!(await isStillKeptOut(git, host, prepared))) {
    return undefined;
  }
  const code = await findInCode();
  if (code === undefined) {
    return undefined;
  }
  const env = envChanges(prepared, storing);
  if (env === undefined || currentValue(prepared, storing.variable) !== agreed) {
    tellChanged(host);
    return undefined;
  }
  if (!(await change(host, [...env, ...code]))) {
    return undefined;
  }
  if (env.length > 0 && !(await host.save(file.uri))) {
    host.warn(
      l10n.t(
        '{0} could not be saved. Its editor holds the token until you save or undo it.',
        host.nameOf(file.uri),
      ),
    );
    return undefined;
  }
  return env.length > 0 ? 'written' : 'left';
}

async function ignore(
  git: EnvContext['git'],
  host: EnvHost,
  file: vscode.Uri,
  ignoring: FileChange,
): Promise<boolean> {
  if (!(await change(host, [ignoring]))) {
    return false;
  }
  const saved = await host.save(ignoring.uri);
  git.refresh();
  if (!saved) {
    host.warn(
      l10n.t(
        'Nothing else was written: {0} couldn’t be saved, so git may not ignore {1}.',
        host.nameOf(ignoring.uri),
        host.nameOf(file),
      ),
    );
  }
  return saved;
}

async function isStillKeptOut(
  git: EnvContext['git'],
  host: EnvHost,
  { file, isChecked }: Prepared,
): Promise<boolean> {
  const plan = await planKeptOut(host, git, file.folder, file.uri);
  if (plan.state === 'ignored' || (plan.state === 'unknown' && !isChecked)) {
    return true;
  }
  host.warn(
    plan.state === 'refused'
      ? plan.message
      : l10n.t('Nothing was written: git no longer ignores {0}. Try again.', host.nameOf(file.uri)),
  );
  return false;
}

async function change(host: EnvHost, changes: readonly FileChange[]): Promise<boolean> {
  const done = changes.every(({ edits }) => edits.length === 0) || (await host.apply(changes));
  if (!done) {
    tellChanged(host);
  }
  return done;
}

/** `.gitignore` may have its line already. */
function tellChanged(host: EnvHost): void {
  host.warn(l10n.t('The files changed meanwhile, so no token was written. Try again.'));
}
