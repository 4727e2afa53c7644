import { assertActive } from '../environment/active';
import { tokenVariable } from '../environment/token';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { vscodeHost, type EnvHost } from './dotenvHost';
import { chooseEnvFile } from './envFile';
import type { DotenvContext } from './gitignore';
import { agreeOnTarget, getUncheckedText, getUncheckedWarning, storeToken, type Target } from './storeToken';

/** **Write Token to .env…**: writes the active environment's stored token to the project's `.env`. */
export async function writeTokenToEnv(
  context: DotenvContext,
  _args: readonly unknown[],
  host: EnvHost = vscodeHost,
): Promise<void> {
  const { environments } = context;
  const environment = environments.active;
  const token = await environments.token(environment);
  const active = host.activeFile;
  const file = await chooseEnvFile(host, active && host.fileOf(active));
  if (file === undefined) {
    return;
  }
  assertActive(environments, environment);
  const variable = tokenVariable(environment);
  const alwaysAsks = environment === 'live';
  const target = await agreeOnTarget(context, host, { file, variable }, token, alwaysAsks, (found) =>
    confirm(host, found, environmentName(environment), alwaysAsks),
  );
  if (target === undefined) {
    return;
  }
  assertActive(environments, environment);
  const result = await storeToken(context, host, target, token, () => Promise.resolve([]));
  if (result !== undefined) {
    const name = host.nameOf(file.uri);
    const where = environmentName(environment);
    const text =
      result === 'written'
        ? l10n.t('Wrote the {0} token to {1} as {2}.', where, name, variable)
        : l10n.t('{1} already has the {0} token as {2}.', where, name, variable);
    context.log.detach('opensign.dotenv', showWritten(host, target, text));
  }
}

async function confirm(host: EnvHost, target: Target, where: string, isLive: boolean): Promise<boolean> {
  const { file, variable, current } = target;
  const name = host.nameOf(file.uri);
  const replaces = current !== undefined;
  const question = replaces
    ? l10n.t('Replace the value of {0} in {1} with the {2} token?', variable, name, where)
    : l10n.t('Write the {0} token to {1}?', where, name);
  const detail = paragraphs(
    replaces ? l10n.t('The current value will be lost.') : '',
    isLive
      ? l10n.t(
          'The Live token will be in a plain text file. Anyone who can read it can send documents in Live.',
        )
      : '',
    getUncheckedWarning(host, target),
  );
  const button = replaces ? l10n.t('Replace with {0} Token', where) : l10n.t('Write {0} Token', where);
  return (await host.ask(question, detail, button)) === button;
}

async function showWritten(host: EnvHost, { file, isChecked }: Target, text: string): Promise<void> {
  const git = isChecked ? l10n.t('Git ignores the file.') : getUncheckedText();
  const button = l10n.t('Open {0}', host.nameOf(file.uri));
  if (await host.offer(isChecked ? 'information' : 'warning', `${text} ${git}`, button)) {
    await host.show(file.uri);
  }
}
