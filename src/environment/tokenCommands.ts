import * as vscode from 'vscode';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { ask, notify, pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { links } from '../ui/links';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { hostOf } from '../api/baseUrl';
import { accountText, tokenText } from './describe';
import { pickEnvironment } from './environmentPick';
import type { Environments, KnownToken } from './environments';

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
  const all = environments.tokens(environment);
  const token = await pickToken(environments, environment, all);
  if (token === undefined) {
    return;
  }
  const remove = l10n.t('Remove {0} Token', environmentName(environment));
  const removeAll = l10n.t('Remove All {0} Tokens ({1})', environmentName(environment), all.length);
  const choice = await ask(
    l10n.t(
      'Remove the API token for {0} ({1}) from VS Code?',
      environmentName(environment),
      hostOf(token.origin),
    ),
    l10n.t(
      'Stored: {0}. The token itself stays valid; it can be replaced in OpenSign.',
      tokenText(token.check),
    ),
    remove,
    ...(all.length > 1 ? [removeAll] : []),
  );
  if (choice === undefined) {
    return;
  }
  const chosen = choice === removeAll ? all : [token];
  let removed = 0;
  for (const one of chosen) {
    removed += Number(await environments.removeToken(environment, one));
  }
  void notify('information', removedText(environment, chosen.length, removed));
}

/** The token to remove: the one in use, else the only one, else what the user chooses. */
async function pickToken(
  environments: Environments,
  environment: EnvironmentName,
  all: readonly KnownToken[],
): Promise<KnownToken | undefined> {
  const { baseUrl } = environments.status(environment);
  const inUse = all.find(({ origin }) => baseUrl.ok && origin === baseUrl.origin);
  const [first, ...others] = all;
  if (first === undefined) {
    void notify('information', l10n.t('There is no API token for {0}.', environmentName(environment)));
    return undefined;
  }
  if (inUse !== undefined || others.length === 0) {
    return inUse ?? first;
  }
  const items = all.map((token) => ({
    label: hostOf(token.origin),
    description: tokenText(token.check),
    token,
  }));
  const choice = await pickOne(items, {
    title: l10n.t('OpenSign: Remove API Token'),
    placeHolder: l10n.t('Which {0} token should be removed?', environmentName(environment)),
  });
  return choice?.token;
}

function removedText(environment: EnvironmentName, chosen: number, removed: number): string {
  const name = environmentName(environment);
  if (removed < chosen) {
    return l10n.t('A {0} token was replaced or removed meanwhile. Tokens removed: {1}.', name, removed);
  }
  return removed === 1
    ? l10n.t('{0} token removed.', name)
    : l10n.t('{0} tokens removed: {1}.', name, removed);
}

/** **Check API Token** of the given or the active environment: says whose it is, or fails as a read does. */
export async function checkToken(environments: Environments, argument?: unknown): Promise<void> {
  const environment: EnvironmentName = isEnvironmentName(argument) ? argument : environments.active;
  const { baseUrl } = environments.status(environment);
  if (!baseUrl.ok) {
    throw new OpenSignError('badBaseUrl', { environment });
  }
  const title = l10n.t('Checking the token with {0} ({1})…', environmentName(environment), baseUrl.host);
  const account = await withCancel(title, (signal) => environments.check(environment, signal));
  void notify(
    'information',
    l10n.t('The {0} token is valid. It belongs to {1}.', environmentName(environment), accountText(account)),
  );
}

/** **Get an API Token**: the page of the live web app that issues both kinds. */
export async function getToken(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(links.tokens));
}
