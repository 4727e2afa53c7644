import type { EnvironmentName } from '../api/environmentName';
import { assertActive } from '../environment/active';
import { tokenVariable } from '../environment/token';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { EnvContext } from './dotenvContext';
import { chooseEnvFile, type EnvFile } from './envFile';
import type { EnvHost } from './dotenvHost';
import { carryOut, currentValue, prepare, notCheckedText, uncheckedText, type Prepared } from './storing';
import { paragraphs } from '../ui/question';
import { vscodeHost } from './vscodeHost';

/** Writes the stored token of the active environment into the project's `.env`, which git ignores by then. */
export async function writeTokenToEnv(
  context: EnvContext,
  _args: readonly unknown[],
  host: EnvHost = vscodeHost,
): Promise<void> {
  const { environments } = context;
  const environment = environments.active;
  const token = await context.tokenOf(environment);
  const active = host.activeFile;
  const file = await chooseEnvFile(host, active && host.fileOf(active));
  if (file === undefined) {
    return;
  }
  assertActive(environments, environment);
  const prepared = await agree(context, host, file, environment, token);
  if (prepared === undefined) {
    return;
  }
  assertActive(environments, environment);
  const storing = { variable: tokenVariable(environment), value: token };
  const done = await carryOut(context, host, prepared, storing, () => Promise.resolve([]));
  if (done !== undefined) {
    context.detach(tellWritten(host, prepared, environment, done === 'written'));
  }
}

/** Asks what has to be asked, of what is in the files after the last question. Undefined when it is called off. */
async function agree(
  context: EnvContext,
  host: EnvHost,
  file: EnvFile,
  environment: EnvironmentName,
  token: string,
): Promise<Prepared | undefined> {
  const variable = tokenVariable(environment);
  for (let asked: { readonly value: string | undefined; readonly isChecked: boolean } | undefined; ;) {
    const prepared = await prepare(context, host, file);
    if (prepared === undefined) {
      return undefined;
    }
    const value = currentValue(prepared, variable);
    const { isChecked } = prepared;
    const isFree = isChecked && value === undefined && environment === 'sandbox';
    if (isFree || value === token || (asked?.value === value && asked?.isChecked === isChecked)) {
      return prepared;
    }
    if (!(await confirm(host, prepared, environment, value !== undefined))) {
      return undefined;
    }
    asked = { value, isChecked };
  }
}

/** Asks whether a value may be replaced, whether the live token may be in a file, or a token in one git may track. */
async function confirm(
  host: EnvHost,
  prepared: Prepared,
  environment: EnvironmentName,
  replaces: boolean,
): Promise<boolean> {
  const { file, isChecked } = prepared;
  const where = environmentName(environment);
  const name = host.nameOf(file.uri);
  const variable = tokenVariable(environment);
  const question = replaces
    ? l10n.t('Replace the value of {0} in {1} with the {2} token?', variable, name, where)
    : l10n.t('Write the {0} token to {1}?', where, name);
  const details = [
    ...(replaces ? [l10n.t('The value that it has now is lost.')] : []),
    ...(environment === 'live'
      ? [l10n.t('The live token will be in a plain file. Anyone who can read it can send documents in Live.')]
      : []),
    ...(isChecked ? [] : [uncheckedText(host, prepared)]),
  ];
  const button = replaces ? l10n.t('Replace with {0} Token', where) : l10n.t('Write {0} Token', where);
  return (await host.ask(question, paragraphs(...details), button)) === button;
}

async function tellWritten(
  host: EnvHost,
  { file: { uri }, isChecked }: Prepared,
  environment: EnvironmentName,
  written: boolean,
): Promise<void> {
  const name = host.nameOf(uri);
  const where = environmentName(environment);
  const variable = tokenVariable(environment);
  const stands = written
    ? l10n.t('The {0} token is in {1} now, as {2}.', where, name, variable)
    : l10n.t('{1} already has the {0} token, as {2}.', where, name, variable);
  const git = isChecked ? l10n.t('Git ignores the file.') : notCheckedText();
  if (await host.offer(isChecked ? 'information' : 'warning', `${stands} ${git}`, l10n.t('Open {0}', name))) {
    await host.show(uri);
  }
}
