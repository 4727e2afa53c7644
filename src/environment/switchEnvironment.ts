import * as vscode from 'vscode';
import { environmentNames, isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { notify, pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { hostText, tokenText } from './describe';
import type { Environments } from './environments';

/** **Switch Environment…** Offers to set a token if the environment has none. */
export async function switchEnvironment(environments: Environments, argument?: unknown): Promise<void> {
  const title = l10n.t('OpenSign: Switch Environment');
  const placeHolder = l10n.t('Select an environment for this window');
  const environment = await getEnvironment(environments, argument, title, placeHolder);
  if (environment === undefined) {
    return;
  }
  await environments.setActive(environment);
  if (environments.status(environment).token.state === 'none') {
    const set = l10n.t('Set API Token…');
    const message = l10n.t('Switched to {0}. Add an API token to continue.', environmentName(environment));
    if ((await notify('information', message, set)) === set) {
      await runCommand('opensign.setToken', environment);
    }
  }
}

/** The environment that a command was called with, or else the one that the user picks. Undefined when canceled. */
export async function getEnvironment(
  environments: Pick<Environments, 'active' | 'status'>,
  argument: unknown,
  title: string,
  placeHolder = l10n.t('Select an environment'),
): Promise<EnvironmentName | undefined> {
  if (isEnvironmentName(argument)) {
    return argument;
  }
  const items = environmentNames.map((environment) => {
    const status = environments.status(environment);
    const host = hostText(status);
    return {
      environment,
      label: environmentName(environment),
      iconPath: new vscode.ThemeIcon(environment === 'live' ? 'warning' : 'beaker'),
      description: environment === environments.active ? l10n.t('{0} — active', host) : host,
      detail: tokenText(status.token),
    };
  });
  const choice = await pickOne(items, { title, placeHolder, matchOnDescription: true });
  return choice?.environment;
}
