import * as vscode from 'vscode';
import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { ask, notify, pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { links } from '../ui/errorMessage';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { getHost } from '../api/baseUrl';
import { accountText, tokenText } from './describe';
import type { Environments } from './environments';
import { getEnvironment } from './switchEnvironment';
import { readTarget } from './target';
import type { KnownToken } from './tokenStore';

/** **Remove API Token…** Asks for confirmation. */
export async function removeToken(environments: Environments, argument?: unknown): Promise<void> {
  const title = l10n.t('OpenSign: Remove API Token');
  const environment = await getEnvironment(environments, argument, title);
  if (environment === undefined) {
    return;
  }
  const name = environmentName(environment);
  const token = await pickToken(environments, environment, title);
  if (token === undefined) {
    return;
  }
  const all = environments.tokens(environment);
  const remove = l10n.t('Remove {0} Token', name);
  const removeAll = l10n.t('Remove All {0} Tokens ({1})', name, all.length);
  const choice = await ask(
    l10n.t('Remove the API token for {0} ({1}) from VS Code?', name, getHost(token.origin)),
    l10n.t('Stored: {0}. The token stays valid until you replace it in OpenSign.', tokenText(token.check)),
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
  void notify('information', removedText(name, chosen.length, removed));
}

/** The token in use, else the only one, else the one that the user picks. */
async function pickToken(
  environments: Environments,
  environment: EnvironmentName,
  title: string,
): Promise<KnownToken | undefined> {
  const name = environmentName(environment);
  const { baseUrl } = environments.status(environment);
  const all = environments.tokens(environment);
  const inUse = all.find(({ origin }) => baseUrl.ok && origin === baseUrl.origin);
  const [first, ...others] = all;
  if (first === undefined) {
    void notify('information', l10n.t('No API token is stored for {0}.', name));
    return undefined;
  }
  if (inUse !== undefined || others.length === 0) {
    return inUse ?? first;
  }
  const items = all.map((token) => ({
    label: getHost(token.origin),
    description: tokenText(token.check),
    token,
  }));
  const choice = await pickOne(items, { title, placeHolder: l10n.t('Select the {0} token to remove', name) });
  return choice?.token;
}

function removedText(name: string, chosen: number, removed: number): string {
  if (removed < chosen) {
    return l10n.t('Another window replaced or removed a {0} token. Tokens removed: {1}.', name, removed);
  }
  return removed === 1
    ? l10n.t('{0} token removed.', name)
    : l10n.t('{0} tokens removed: {1}.', name, removed);
}

/** **Check API Token** of the given or the active environment. Rejects as a read does. */
export async function checkToken(environments: Environments, argument?: unknown): Promise<void> {
  const environment = isEnvironmentName(argument) ? argument : environments.active;
  const name = environmentName(environment);
  const { host } = readTarget(environment);
  const title = l10n.t('Checking the token with {0} ({1})…', name, host);
  const account = await withCancel(title, (signal) => environments.check(environment, signal));
  void notify(
    'information',
    l10n.t('The {0} token is valid. It belongs to {1}.', name, accountText(account)),
  );
}

/** **Get an API Token** opens the page of the Live web app, which issues both kinds. */
export async function getToken(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(links.tokens));
}
