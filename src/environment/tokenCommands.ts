import * as vscode from 'vscode';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { ask, notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { links } from '../ui/links';
import { environmentInText, environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { accountText, tokenText } from './describe';
import { pickEnvironment } from './environmentPick';
import type { Environments } from './environments';

/** **Remove API Token…** Takes an environment as its argument, or asks; confirms in either case. */
export async function removeToken(environments: Environments, argument?: unknown): Promise<void> {
  const environment = isEnvironmentName(argument)
    ? argument
    : await pickEnvironment(environments, {
        title: l10n.t('OpenSign: Remove API Token'),
        placeHolder: l10n.t('Which environment’s token should be removed?'),
      });
  if (environment === undefined) {
    return;
  }
  const { token } = environments.status(environment);
  if (token.state === 'none') {
    void notify('information', l10n.t('There is no API token for {0}.', environmentInText(environment)));
    return;
  }
  const remove = l10n.t('Remove {0} Token', environmentName(environment));
  const choice = await ask(
    l10n.t('Remove the API token for {0} from VS Code?', environmentInText(environment)),
    l10n.t('Stored: {0}. The token itself stays valid; it can be replaced in OpenSign.', tokenText(token)),
    remove,
  );
  if (choice === remove) {
    await environments.removeToken(environment);
    void notify('information', l10n.t('{0} token removed.', environmentName(environment)));
  }
}

/** **Check API Token** of the given or the active environment: says whose it is, or fails as a read does. */
export async function checkToken(environments: Environments, argument?: unknown): Promise<void> {
  const environment: EnvironmentName = isEnvironmentName(argument) ? argument : environments.active;
  const { baseUrl } = environments.status(environment);
  if (!baseUrl.ok) {
    throw new OpenSignError('badBaseUrl', { environment });
  }
  const title = l10n.t('Checking the token with {0} ({1})…', environmentInText(environment), baseUrl.host);
  const account = await withCancel(title, (signal) => environments.check(environment, signal));
  void notify(
    'information',
    l10n.t(
      'The {0} token is valid. It belongs to {1}.',
      environmentInText(environment),
      accountText(account),
    ),
  );
}

/** **Get an API Token**: the page of the live web app that issues both kinds. */
export async function getToken(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(links.tokens));
}
