import type * as vscode from 'vscode';
import { l10n } from '../../ui/l10n';
import type { EnvContext } from './context';
import type { EnvFile } from './envFile';
import type { EnvDocument, EnvHost, FileChange } from './host';
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

/** What happens to `.env`: undefined when the value is there already, or no way of writing it was found. */
export type Storing = { readonly ok: true; readonly change: FileChange | undefined } | { readonly ok: false };

export function storing(prepared: Prepared, variable: string, value: string): Storing {
  const { file, document } = prepared;
  if (currentValue(prepared, variable) === value) {
    const unsaved = document?.isDirty === true ? { uri: file.uri, document, edits: [] } : undefined;
    return { ok: true, change: unsaved };
  }
  const edit = setVariable(document?.getText() ?? '', variable, value);
  return edit === undefined
    ? { ok: false }
    : { ok: true, change: { uri: file.uri, document, edits: [edit] } };
}

/** Says that a token has characters that no way of quoting keeps. */
export function tellUnwritable(host: EnvHost, file: vscode.Uri): void {
  host.warn(
    l10n.t(
      'Nothing was written: {0} would not give the token back unchanged. Look for an unclosed quote in the file, or for odd characters in the token.',
      host.nameOf(file),
    ),
  );
}

/**
 * Saves `.gitignore` and lets git confirm it before the token is in any file or editor, which may be saved
 * automatically. Code stays unsaved, as after every quick fix. Resolves with whether all went well; failures are reported.
 */
export async function carryOut(
  { git }: Pick<EnvContext, 'git'>,
  host: EnvHost,
  { file, ignoring, isChecked }: Prepared,
  env: FileChange | undefined,
  code: readonly FileChange[],
): Promise<boolean> {
  if (ignoring !== undefined && !(await change(host, [ignoring]))) {
    return false;
  }
  if (ignoring !== undefined) {
    const saved = await host.save(ignoring.uri);
    git.refresh();
    if (!saved) {
      host.warn(
        l10n.t(
          'Nothing else was written: {0} couldn’t be saved, so git may not ignore {1}.',
          host.nameOf(ignoring.uri),
          host.nameOf(file.uri),
        ),
      );
      return false;
    }
  }
  const plan = await planKeptOut(host, git, file.folder, file.uri);
  if (plan.state !== 'ignored' && (isChecked || plan.state !== 'unknown')) {
    host.warn(
      plan.state === 'refused'
        ? plan.message
        : l10n.t('Nothing was written: git no longer ignores {0}. Try again.', host.nameOf(file.uri)),
    );
    return false;
  }
  if (!(await change(host, [...(env === undefined ? [] : [env]), ...code]))) {
    return false;
  }
  if (env !== undefined && !(await host.save(env.uri))) {
    const message = l10n.t(
      '{0} could not be saved. Its editor holds the token until you save or undo it.',
      host.nameOf(env.uri),
    );
    host.warn(message);
    return false;
  }
  return true;
}

async function change(host: EnvHost, changes: readonly FileChange[]): Promise<boolean> {
  const done = changes.every(({ edits }) => edits.length === 0) || (await host.apply(changes));
  if (!done) {
    host.warn(l10n.t('The files changed meanwhile, so nothing was written. Try again.'));
  }
  return done;
}
