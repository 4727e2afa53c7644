import * as vscode from 'vscode';
import type { Account } from '../api/account';
import { isEnvironmentName, otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { isCancelled, OpenSignError } from '../api/errors';
import { errorText } from '../ui/errorMessage';
import { ask, notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentInText, environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { links } from '../ui/links';
import { accountText } from './describe';
import { pickEnvironment } from './environmentPick';
import type { Environments } from './environments';
import { looksLike } from './token';
import { askForToken } from './tokenInput';
import type { TokenCheck } from './tokenStore';

/**
 * **Set API Token…** Takes an environment as its argument, or asks. The token is sent to the environment that the
 * user chose for it and to no other; nothing is stored before the user has seen what that environment says. A token
 * that was found somewhere need not be entered: it is `given`.
 */
export async function setToken(
  environments: Environments,
  argument?: unknown,
  given?: string,
): Promise<void> {
  let environment = isEnvironmentName(argument)
    ? argument
    : await pickEnvironment(environments, {
        title: l10n.t('OpenSign: Set API Token'),
        placeHolder: l10n.t('Which environment is the token for?'),
      });
  let token = given;
  const confirmed = new Set<EnvironmentName>();
  while (environment !== undefined) {
    const { baseUrl } = environments.status(environment);
    if (!baseUrl.ok) {
      throw new OpenSignError('badBaseUrl', { environment });
    }
    if (!confirmed.has(environment) && !(await mayReplace(environments, environment))) {
      return;
    }
    confirmed.add(environment);
    if (token === undefined) {
      token = await askForToken(environment, baseUrl.host);
      if (token === undefined) {
        return;
      }
      const place = await placeFor(token, environment);
      if (place === undefined) {
        return;
      }
      if (place !== environment) {
        environment = place;
        continue;
      }
    }
    const result = await verifyAndStore(environments, environment, token, baseUrl.host);
    if (result === 'again') {
      token = undefined;
    } else if (result === 'other') {
      environment = otherEnvironment(environment);
    } else {
      return;
    }
  }
}

/** Asks before an existing token is replaced. */
async function mayReplace(environments: Environments, environment: EnvironmentName): Promise<boolean> {
  const { token } = environments.status(environment);
  if (token.state === 'none' || token.state === 'unknown') {
    return true;
  }
  const replace = l10n.t('Replace Token');
  const detail =
    token.state === 'valid'
      ? l10n.t(
          'The stored token belongs to {0}. It stays until the new one is stored.',
          accountText(token.account),
        )
      : l10n.t('The stored token stays until the new one is stored.');
  const question = l10n.t('Replace the API token for {0}?', environmentInText(environment));
  return (await ask(question, detail, replace)) === replace;
}

/** The environment to store the token in: the chosen one, unless the token looks made for the other and the user agrees. */
async function placeFor(token: string, environment: EnvironmentName): Promise<EnvironmentName | undefined> {
  const looks = looksLike(token);
  if (looks === undefined || looks === environment) {
    return environment;
  }
  const move = l10n.t('Use for {0}', environmentName(looks));
  const keep = l10n.t('Use for {0} Anyway', environmentName(environment));
  const choice = await ask(
    l10n.t(
      'This looks like a {0} token, but you chose {1}.',
      environmentInText(looks),
      environmentInText(environment),
    ),
    l10n.t(
      'Live tokens usually begin with “opensign.”, sandbox tokens with “test.”. A token of one environment does not work in the other. It has not been sent anywhere yet.',
    ),
    move,
    keep,
  );
  return choice === move ? looks : choice === keep ? environment : undefined;
}

/** `again`: another token is to be entered. `other`: this token is to be tried in the other environment. */
type Result = 'done' | 'again' | 'other';

async function verifyAndStore(
  environments: Environments,
  environment: EnvironmentName,
  token: string,
  host: string,
): Promise<Result> {
  const title = l10n.t('Checking the token with {0} ({1})…', environmentInText(environment), host);
  for (;;) {
    let account: Account;
    try {
      account = await withCancel(title, (signal) => environments.verify(environment, token, signal));
    } catch (error) {
      if (isCancelled(error) || !(error instanceof OpenSignError)) {
        throw error;
      }
      const answer = await afterFailure(error, environment, host);
      switch (answer) {
        case 'retry':
          continue;
        case 'store':
          await store(environments, environment, token, {
            state: error.kind === 'unauthorised' ? 'rejected' : 'unverified',
          });
          return 'done';
        case undefined:
          return 'done';
        default:
          return answer;
      }
    }
    await store(environments, environment, token, { state: 'valid', account });
    return 'done';
  }
}

async function afterFailure(
  error: OpenSignError,
  environment: EnvironmentName,
  host: string,
): Promise<'retry' | 'store' | 'again' | 'other' | undefined> {
  const retry = l10n.t('Try Again');
  if (error.kind === 'unauthorised') {
    const other = l10n.t('Store in {0}', environmentName(otherEnvironment(environment)));
    const anyway = l10n.t('Store Anyway');
    const choice = await ask(
      l10n.t('{0} ({1}) rejected this token.', environmentName(environment), host),
      l10n.t(
        'Live tokens do not work in sandbox, and sandbox tokens do not work in live. Each region has its own tokens too, and a new token makes the old one invalid.',
      ),
      retry,
      other,
      anyway,
    );
    return choice === retry ? 'again' : choice === other ? 'other' : choice === anyway ? 'store' : undefined;
  }
  const unverified = l10n.t('Store Unverified');
  const { message } = errorText(error);
  const documentation = error.kind === 'notOpenSign' ? l10n.t('Documentation') : undefined;
  const choice = await ask(
    l10n.t('The token could not be checked with {0}.', environmentInText(environment)),
    l10n.t('{0}\n\nIt can be stored unverified; it is then checked when it is first used.', passage(message)),
    retry,
    unverified,
    ...(documentation === undefined ? [] : [documentation]),
  );
  if (documentation !== undefined && choice === documentation) {
    await vscode.env.openExternal(vscode.Uri.parse(links.apiDocs));
    return undefined;
  }
  return choice === retry ? 'retry' : choice === unverified ? 'store' : undefined;
}

async function store(
  environments: Environments,
  environment: EnvironmentName,
  token: string,
  check: TokenCheck,
): Promise<void> {
  await environments.storeToken(environment, token, check);
  // The message must not hold up the command: it may stay open for as long as the user likes.
  void offerSwitch(environments, environment, storedText(environment, check));
}

function storedText(environment: EnvironmentName, check: TokenCheck): string {
  const name = environmentName(environment);
  switch (check.state) {
    case 'valid':
      return l10n.t('{0} token stored. It belongs to {1}.', name, accountText(check.account));
    case 'rejected':
      return l10n.t('{0} token stored, although it was rejected.', name);
    case 'unverified':
      return l10n.t('{0} token stored without being verified.', name);
  }
}

async function offerSwitch(
  environments: Environments,
  environment: EnvironmentName,
  message: string,
): Promise<void> {
  if (environments.active === environment) {
    await notify('information', message);
    return;
  }
  const change = l10n.t('Switch to {0}', environmentName(environment));
  if ((await notify('information', message, change)) === change) {
    await environments.setActive(environment);
  }
}
