import * as vscode from 'vscode';
import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { runCommand } from '../ui/commands';
import { errorText, links, planHint } from '../ui/errorMessage';
import { ask, notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { paragraphs } from '../ui/question';
import { accountText } from './describe';
import type { Environments } from './environments';
import { getEnvironment } from './switchEnvironment';
import { BaseUrlChangedError, readTarget, type Target } from './target';
import { guessEnvironment } from './token';
import { askForToken, confirmEnvironment } from './tokenInput';
import type { TokenCheck } from './tokenStore';

/**
 * **Set API Token…** The token is sent only to the environment that the user chose for it, and stored only after the
 * user has seen the result. The user isn't asked for a token that is `given`, for example because it was found in code.
 */
export async function setToken(
  environments: Environments,
  argument?: unknown,
  given?: string,
): Promise<void> {
  const environment = await getEnvironment(environments, argument, l10n.t('OpenSign: Set API Token'));
  try {
    await runSetToken(environments, environment, given);
  } catch (error) {
    if (!(error instanceof BaseUrlChangedError)) {
      throw error;
    }
    void reportChange(error);
  }
}

async function runSetToken(
  environments: Environments,
  chosen: EnvironmentName | undefined,
  given: string | undefined,
): Promise<void> {
  let environment = chosen;
  let token = given;
  const confirmed = new Set<string>();
  while (environment !== undefined) {
    const target = readTarget(environment);
    const place = `${environment} ${target.origin}`;
    if (!confirmed.has(place) && !(await confirmReplacing(environments, environment))) {
      return;
    }
    confirmed.add(place);
    if (token === undefined) {
      token = await askForToken(environment, target.host);
      if (token === undefined) {
        return;
      }
      const intended = await confirmEnvironment(token, environment);
      if (intended !== environment) {
        environment = intended;
        continue;
      }
    }
    const next = await verifyAndStore(environments, target, token);
    if (next === undefined) {
      return;
    }
    if (next === 'otherToken') {
      token = undefined;
    } else {
      environment = otherEnvironment(environment);
    }
  }
}

async function reportChange({ target, now }: BaseUrlChangedError): Promise<void> {
  const { environment, url } = target;
  const name = environmentName(environment);
  const message =
    now === undefined
      ? l10n.t(
          'The base URL for {0} is no longer valid. The token was meant for {1}, so it wasn’t stored.',
          name,
          passage(url),
        )
      : l10n.t(
          'The base URL for {0} changed to {1} while you were setting the token. The token was meant for {2}, so it wasn’t stored or sent to the new URL.',
          name,
          passage(now),
          passage(url),
        );
  const set = l10n.t('Set API Token…');
  if ((await notify('warning', message, set)) === set) {
    await runCommand('opensign.setToken', environment);
  }
}

/** Asks before a token of the same origin is replaced. */
async function confirmReplacing(environments: Environments, environment: EnvironmentName): Promise<boolean> {
  if (environments.status(environment).token.state === 'unknown') {
    await environments.load();
  }
  const { token } = environments.status(environment);
  if (token.state === 'none' || token.state === 'unknown' || token.state === 'otherOrigin') {
    return true;
  }
  const replace = l10n.t('Replace Token');
  const detail =
    token.state === 'valid'
      ? l10n.t(
          'The stored token belongs to {0}. It’s kept until the new one is stored.',
          accountText(token.account),
        )
      : l10n.t('The stored token is kept until the new one is stored.');
  const question = l10n.t('Replace the API token for {0}?', environmentName(environment));
  return (await ask(question, detail, replace)) === replace;
}

/** Resolves with what to try next, or undefined when done or canceled. */
async function verifyAndStore(
  environments: Environments,
  target: Target,
  token: string,
): Promise<'otherToken' | 'otherEnvironment' | undefined> {
  const { environment, host } = target;
  const title = l10n.t('Checking the token with {0} ({1})…', environmentName(environment), host);
  for (;;) {
    const { url, result } = await withCancel(title, (signal) => environments.verify(target, token, signal));
    const store = (check: TokenCheck) => storeToken(environments, target, token, check, url);
    if (!(result instanceof OpenSignError)) {
      await store({ state: 'valid', account: result });
      return undefined;
    }
    const isRejected = result.kind === 'unauthorized';
    const answer = isRejected
      ? await askAfterRejection(target, token)
      : await askAfterFailure(result, target);
    if (answer === 'store') {
      await store({ state: isRejected ? 'rejected' : 'unverified' });
      return undefined;
    }
    if (answer !== 'retry') {
      return answer;
    }
  }
}

async function askAfterRejection(
  { environment, host }: Target,
  token: string,
): Promise<'store' | 'otherToken' | 'otherEnvironment' | undefined> {
  const other = otherEnvironment(environment);
  const retry = l10n.t('Try Again');
  const storeInOther = l10n.t('Store in {0}', environmentName(other));
  const storeAnyway = l10n.t('Store Anyway');
  const choice = await ask(
    l10n.t('{0} ({1}) rejected this token.', environmentName(environment), host),
    l10n.t(
      'Live tokens don’t work in Sandbox, and Sandbox tokens don’t work in Live. Each region has its own tokens, and creating a new token invalidates the old one.',
    ) + planHint(host),
    retry,
    ...((guessEnvironment(token) ?? other) === other ? [storeInOther] : []),
    storeAnyway,
  );
  switch (choice) {
    case retry:
      return 'otherToken';
    case storeInOther:
      return 'otherEnvironment';
    case storeAnyway:
      return 'store';
    default:
      return undefined;
  }
}

async function askAfterFailure(
  error: OpenSignError,
  { environment, urls }: Target,
): Promise<'retry' | 'store' | undefined> {
  const retry = l10n.t('Try Again');
  const storeUnverified = l10n.t('Store Unverified');
  const documentation = l10n.t('Documentation');
  const isElsewhere = error.kind === 'notOpenSign';
  const choice = await ask(
    l10n.t('Couldn’t check the token with {0}.', environmentName(environment)),
    paragraphs(
      errorText(error).message,
      isElsewhere ? l10n.t('Tried: {0}.', passage(urls.join(', '))) : '',
      l10n.t('You can store it unverified. It’s then checked when it’s first used.'),
    ),
    retry,
    storeUnverified,
    ...(isElsewhere ? [documentation] : []),
  );
  if (choice === documentation) {
    await vscode.env.openExternal(vscode.Uri.parse(links.apiDocs));
  }
  return choice === retry ? 'retry' : choice === storeUnverified ? 'store' : undefined;
}

async function storeToken(
  environments: Environments,
  target: Target,
  token: string,
  check: TokenCheck,
  url: string | undefined,
): Promise<void> {
  const isUrlSaved = await environments.storeToken(target, token, check, url);
  let message = storedText(target.environment, check);
  if (url !== undefined && isUrlSaved !== undefined) {
    message += ` ${
      isUrlSaved
        ? l10n.t('The base URL is now {0}.', passage(url))
        : l10n.t('Couldn’t save the base URL {0}. Set it in your user settings.', passage(url))
    }`;
  }
  // Not awaited: the notification may stay open for long.
  void offerSwitch(environments, target.environment, message);
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
  const change = l10n.t('Switch to {0}', environmentName(environment));
  const buttons = environments.active === environment ? [] : [change];
  if ((await notify('information', message, ...buttons)) === change) {
    await environments.setActive(environment);
  }
}
