import * as vscode from 'vscode';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { hostText, tokenText } from './describe';
import type { Environments } from './environments';

/**
 * Lets the user choose an environment; each is shown with host and account or token state, the active one marked.
 * Resolves with undefined when called off.
 */
export async function pickEnvironment(
  environments: Environments,
  options: { readonly title: string; readonly placeHolder: string },
): Promise<EnvironmentName | undefined> {
  const items = environmentNames.map((environment) => {
    const status = environments.status(environment);
    const active = environment === environments.active;
    return {
      environment,
      label: environmentName(environment),
      iconPath: new vscode.ThemeIcon(environment === 'live' ? 'warning' : 'beaker'),
      description: active ? l10n.t('{0} — active', hostText(status)) : hostText(status),
      detail: tokenText(status.token),
    };
  });
  const choice = await pickOne(items, { ...options, matchOnDescription: true });
  return choice?.environment;
}
