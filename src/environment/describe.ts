import type { Account } from '../api/account';
import { l10n } from '../ui/l10n';
import type { EnvironmentStatus, TokenState } from './environments';

/** "Ada Ruiz (ada@example.com)", or what is known of it. */
export function accountText(account: Account): string {
  if (account.name !== undefined && account.email !== undefined) {
    return l10n.t('{0} ({1})', account.name, account.email);
  }
  return account.name ?? account.email ?? l10n.t('an account without a profile');
}

/** A token in a few words: "Ada Ruiz (ada@example.com)", "no token", "token rejected". */
export function tokenText(token: TokenState): string {
  switch (token.state) {
    case 'unknown':
      return l10n.t('loading the token…');
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

export function hostText({ baseUrl }: EnvironmentStatus): string {
  return baseUrl.ok ? baseUrl.host : l10n.t('invalid base URL');
}

/** Requests can be made: the base URL works and there is a token for it. */
export function isUsable({ baseUrl, token: { state } }: EnvironmentStatus): boolean {
  return baseUrl.ok && (state === 'valid' || state === 'unverified' || state === 'unknown');
}

/** Why an environment can't be used, in a few words. Undefined if it can. */
export function getObstacle({ baseUrl, token }: EnvironmentStatus): string | undefined {
  if (!baseUrl.ok) {
    return l10n.t('bad URL');
  }
  if (token.state === 'otherOrigin') {
    return l10n.t('token for another host');
  }
  return token.state === 'none' || token.state === 'rejected' ? tokenText(token) : undefined;
}

/** Undefined in Live. */
export function getSandboxReminder({ environment }: EnvironmentStatus): string | undefined {
  return environment === 'sandbox' ? l10n.t('Don’t upload confidential data to Sandbox.') : undefined;
}
