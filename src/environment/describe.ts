import type { Account } from '../api/account';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { BaseUrlProblem } from '../api/baseUrl';
import type { EnvironmentStatus, TokenState } from './environments';

/** "Ada Ruiz (ada@example.com)", or what of it is known. */
export function accountText(account: Account): string {
  if (account.name !== undefined && account.email !== undefined) {
    return l10n.t('{0} ({1})', account.name, account.email);
  }
  return account.name ?? account.email ?? l10n.t('an account without a profile');
}

/** One clause about an environment's token: "Ada Ruiz (ada@example.com)", "no token", "token rejected". */
export function tokenText(token: TokenState): string {
  switch (token.state) {
    case 'unknown':
      return l10n.t('reading the token…');
    case 'none':
      return l10n.t('no token');
    case 'unverified':
      return l10n.t('token not verified yet');
    case 'rejected':
      return l10n.t('token rejected');
    case 'otherOrigin':
      return l10n.t('token was saved for {0}', token.host);
    case 'valid':
      return accountText(token.account);
  }
}

/** Host of the environment, or that there is none. */
export function hostText(status: EnvironmentStatus): string {
  return status.baseUrl.ok ? status.baseUrl.host : l10n.t('base URL cannot be used');
}

/** Why a base URL was refused, as a sentence. */
export function baseUrlProblemText(problem: BaseUrlProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Enter the address of the OpenSign server.');
    case 'malformed':
      return l10n.t('This is not a web address.');
    case 'notHttps':
      return l10n.t(
        'The address has to begin with https, or the token could be read on its way. Only localhost may use http.',
      );
    case 'credentials':
      return l10n.t('The address must not contain a user name or a password.');
  }
}

/** True when requests can be made: a base URL that works and a token that was saved for it. */
export function isUsable(status: EnvironmentStatus): boolean {
  const { state } = status.token;
  return status.baseUrl.ok && (state === 'valid' || state === 'unverified' || state === 'unknown');
}

/** What keeps an environment from being used, in a few words; undefined when nothing does. */
export function obstacle(status: EnvironmentStatus): string | undefined {
  if (!status.baseUrl.ok) {
    return l10n.t('bad URL');
  }
  switch (status.token.state) {
    case 'none':
      return l10n.t('no token');
    case 'rejected':
      return l10n.t('token rejected');
    case 'otherOrigin':
      return l10n.t('token for other host');
    default:
      return undefined;
  }
}

/** Says in sandbox what does not belong there, undefined in live. */
export function sandboxReminder(environment: EnvironmentStatus['environment']): string | undefined {
  return environment === 'sandbox'
    ? l10n.t('Do not upload confidential data to the {0}.', environmentName('sandbox'))
    : undefined;
}
