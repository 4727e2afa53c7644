import type * as vscode from 'vscode';
import { l10n } from '../../ui/l10n';
import type { EnvContext } from './context';
import type { EnvFile } from './envFile';
import { nameOf } from './files';
import type { EnvDocument, EnvHost, FileChange } from './host';
import { isIgnoredNow, planIgnoring, type Ignoring } from './ignoring';
import { readVariable, setVariable } from './dotEnv';

/** A `.env` file, and what it takes that git ignores it. */
export interface Prepared {
  readonly file: EnvFile;
  /** Undefined when the file has to be made. */
  readonly document: EnvDocument | undefined;
  /** The `.gitignore` to change first. */
  readonly ignoring: FileChange | undefined;
}

/** Looks at a `.env` file. Changes nothing. Undefined when git would not ignore it, which is told. */
export async function prepare(host: EnvHost, file: EnvFile): Promise<Prepared | undefined> {
  const plan = await planIgnoring(host, file.folder, file.uri);
  const refusal = refusalOf(host, file.uri, plan);
  if (refusal !== undefined) {
    host.warn(refusal);
    return undefined;
  }
  const document = file.exists ? await host.open(file.uri) : undefined;
  return { file, document, ignoring: plan.state === 'change' ? plan.change : undefined };
}

/** The sentence about a file that cannot be kept out of git; undefined when it can. */
export function refusalOf(host: EnvHost, file: vscode.Uri, plan: Ignoring): string | undefined {
  const name = host.nameOf(file);
  switch (plan.state) {
    case 'tracked':
      return l10n.t(
        'Nothing was written: git tracks {0}, so it would get into the next commit whatever .gitignore says. Run “git rm --cached {1}” in its folder first.',
        name,
        nameOf(file),
      );
    case 'refused':
      return l10n.t(
        'Nothing was written: git would not ignore {0}, even with a line for it in {1}. Check the rules there.',
        name,
        host.nameOf(plan.gitignore),
      );
    case 'ignored':
    case 'change':
      return undefined;
  }
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
 * Makes all changes in one step, then saves `.gitignore`, and `.env` only when git ignores it by then. Code stays
 * unsaved, as after every quick fix. Resolves with whether all went well; what did not is told.
 */
export async function carryOut(
  { gitIgnores }: Pick<EnvContext, 'gitIgnores'>,
  host: EnvHost,
  { file, ignoring }: Prepared,
  env: FileChange | undefined,
  code: readonly FileChange[],
): Promise<boolean> {
  const changes = [
    ...(ignoring === undefined ? [] : [ignoring]),
    ...(env === undefined ? [] : [env]),
    ...code,
  ];
  if (changes.some(({ edits }) => edits.length > 0) && !(await host.apply(changes))) {
    host.warn(l10n.t('The files changed meanwhile, so nothing was written. Try again.'));
    return false;
  }
  if (ignoring !== undefined) {
    const saved = (await host.save(ignoring.uri)) && (await isIgnoredNow(host, file.folder, file.uri));
    gitIgnores.refresh();
    if (!saved) {
      host.warn(
        l10n.t(
          '{0} could not be saved so that git ignores {1}. That file was therefore not saved either: its editor holds the token until you save or undo it.',
          host.nameOf(ignoring.uri),
          host.nameOf(file.uri),
        ),
      );
      return false;
    }
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
