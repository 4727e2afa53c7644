import { l10n } from '../ui/l10n';
import { readVariable, setVariable } from './dotEnv';
import { toChange, type EnvDocument, type EnvHost, type FileChange } from './dotenvHost';
import type { EnvFile } from './envFile';
import { applyIgnore, planIgnore, type DotenvContext } from './gitignore';

type GitContext = Pick<DotenvContext, 'git'>;

/** A variable in a `.env` file, and what it takes to make git ignore the file. */
export interface Target {
  readonly file: EnvFile;
  readonly variable: string;
  /** Undefined when the file has to be created. */
  readonly document: EnvDocument | undefined;
  /** The current value. Undefined when the variable isn't set, or is empty and meant to be filled in. */
  readonly current: string | undefined;
  /** Git ignores the file, or will before it is written. False when git can't be asked. */
  readonly isChecked: boolean;
  /** The change of `.gitignore` that has to come first. */
  readonly ignoring: FileChange | undefined;
}

/**
 * Reads the file and asks before a token is written to it, unless it has that token already. Asks again when the file has
 * changed since. `alwaysAsks` asks even if no value is replaced and git ignores the file. Undefined when canceled, or
 * when git can't be made to ignore the file, which is reported.
 */
export async function agreeOnTarget(
  context: GitContext,
  host: EnvHost,
  { file, variable }: Pick<Target, 'file' | 'variable'>,
  token: string,
  alwaysAsks: boolean,
  ask: (target: Target) => Promise<boolean>,
): Promise<Target | undefined> {
  for (let agreed: Target | undefined; ;) {
    const target = await readTarget(context, host, file, variable);
    if (target === undefined) {
      return undefined;
    }
    const { current, isChecked } = target;
    const needsNoAnswer = current === token || (current === undefined && isChecked && !alwaysAsks);
    const isAnswered = agreed?.isChecked === isChecked && agreed.current === current;
    if (needsNoAnswer || isAnswered) {
      return target;
    }
    if (!(await ask(target))) {
      return undefined;
    }
    agreed = target;
  }
}

async function readTarget(
  context: GitContext,
  host: EnvHost,
  file: EnvFile,
  variable: string,
): Promise<Target | undefined> {
  const plan = await planIgnore(context, host, file.folder, file.uri);
  if (plan.state === 'refused') {
    host.warn(plan.message);
    return undefined;
  }
  const document = file.exists ? await host.open(file.uri) : undefined;
  const current = readValue(document, variable);
  const ignoring = plan.state === 'ignored' ? undefined : plan.change;
  return { file, variable, document, current, isChecked: plan.state !== 'unknown', ignoring };
}

function readValue(document: EnvDocument | undefined, variable: string): string | undefined {
  return (document && readVariable(document.getText(), variable)) || undefined;
}

/** Warns before a token is written to a file that git may track. Empty when git was asked. */
export function getUncheckedWarning(host: EnvHost, { file, isChecked }: Target): string {
  return isChecked
    ? ''
    : l10n.t(
        'Couldn’t check whether git ignores {0}, because VS Code’s Git extension is off or hasn’t opened this repository. If git tracks the file, your next commit may contain the token.',
        host.nameOf(file.uri),
      );
}

/** Reports that a token was written without that check. */
export function getUncheckedText(): string {
  return l10n.t('Couldn’t check whether git ignores the file. Make sure that it does before you commit.');
}

/**
 * Writes a token, or keeps the current value if it is undefined, together with the changes of the code as one step for
 * Undo. `.gitignore` comes first: it is saved and confirmed by git before the token is in any file or editor, which VS Code
 * may save automatically. The code isn't saved. `getCodeChanges` is called at the end, because files may have been edited
 * meanwhile; it returns undefined after reporting why. Resolves with whether `.env` was written, or undefined after
 * failures, which are reported.
 */
export async function storeToken(
  context: GitContext,
  host: EnvHost,
  target: Target,
  token: string | undefined,
  getCodeChanges: () => Promise<readonly FileChange[] | undefined>,
): Promise<'written' | 'unchanged' | undefined> {
  const { file, ignoring, variable } = target;
  const name = host.nameOf(file.uri);
  if (getEnvChanges(target, token) === undefined) {
    host.warn(
      l10n.t(
        'The token can’t be stored in {0} unchanged. Check the file for an unclosed quote, and the token for special characters.',
        name,
      ),
    );
    return undefined;
  }
  if (ignoring !== undefined && !(await applyIgnore(context, host, ignoring))) {
    const gitignore = host.nameOf(ignoring.uri);
    host.warn(
      l10n.t('No token was written, because {0} couldn’t be changed. Check it and try again.', gitignore),
    );
    return undefined;
  }
  if (!(await isStillIgnored(context, host, target))) {
    return undefined;
  }
  const code = await getCodeChanges();
  if (code === undefined) {
    return undefined;
  }
  const env = getEnvChanges(target, token);
  const isSame = readValue(target.document, variable) === target.current;
  const changes = [...(env ?? []), ...code];
  const hasEdits = changes.some(({ edits }) => edits.length > 0);
  if (env === undefined || !isSame || (hasEdits && !(await host.apply(changes)))) {
    host.warn(l10n.t('No token was written, because the files have changed. Try again.'));
    return undefined;
  }
  if (env.length > 0 && !(await host.save(file.uri))) {
    host.warn(
      l10n.t('Couldn’t save {0}. The token is in its editor until you save it or undo the change.', name),
    );
    return undefined;
  }
  return env.length > 0 ? 'written' : 'unchanged';
}

/** Undefined when the token can't be written so that it is read back. */
function getEnvChanges(
  { file, document, variable }: Target,
  token: string | undefined,
): readonly FileChange[] | undefined {
  if (token === undefined) {
    return [];
  }
  if (readValue(document, variable) === token) {
    return document?.isDirty === true ? [toChange(file.uri, document, [])] : [];
  }
  const edit = setVariable(document?.getText() ?? '', variable, token);
  return edit && [toChange(file.uri, document, [edit])];
}

async function isStillIgnored(
  context: GitContext,
  host: EnvHost,
  { file, isChecked }: Target,
): Promise<boolean> {
  const plan = await planIgnore(context, host, file.folder, file.uri);
  if (plan.state === 'ignored' || (plan.state === 'unknown' && !isChecked)) {
    return true;
  }
  host.warn(
    plan.state === 'refused'
      ? plan.message
      : l10n.t('No token was written, because git no longer ignores {0}. Try again.', host.nameOf(file.uri)),
  );
  return false;
}
