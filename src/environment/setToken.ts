import * as vscode from 'vscode';
import { isEnvironmentName, otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { runCommand } from '../ui/commands';
import { errorText, planHint } from '../ui/errorMessage';
import { ask, notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { links } from '../ui/links';
import { paragraphs } from '../ui/question';
import { accountText } from './describe';
import { pickEnvironment } from './environmentPick';
import type { Environments } from './environments';
import { BaseUrlChangedError, readTarget, type Target } from './target';
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
  const environment = isEnvironmentName(argument)
    ? argument
    : await pickEnvironment(environments, {
        title: l10n.t('OpenSign: Set API Token'),
        placeHolder: l10n.t('Which environment is the token for?'),
      });
  try {
    await setTokenOf(environments, environment, given);
  } catch (error) {
    if (!(error instanceof BaseUrlChangedError)) {
      throw error;
    }
    void reportChange(error);
  }
}

async function setTokenOf(
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
    if (!confirmed.has(place) && !(await mayReplace(environments, environment))) {
      return;
    }
    confirmed.add(place);
    if (token === undefined) {
      token = await askForToken(environment, target.host);
      if (token === undefined) {
        return;
      }
      const chosenPlace = await placeFor(token, environment);
      if (chosenPlace === undefined) {
        return;
      }
      if (chosenPlace !== environment) {
        environment = chosenPlace;
        continue;
      }
    }
    const result = await verifyAndStore(environments, target, token);
    if (result === 'again') {
      token = undefined;
    } else if (result === 'other') {
      environment = otherEnvironment(environment);
    } else {
      return;
    }
  }
}

async function reportChange({ target, now }: BaseUrlChangedError): Promise<void> {
  const { environment, url } = target;
  const name = environmentName(environment);
  const message =
    now === undefined
      ? l10n.t(
          'The base URL for {0} can’t be used any longer. The token was meant for {1}, so it wasn’t stored.',
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

/** Asks before an existing token is replaced. */
async function mayReplace(environments: Environments, environment: EnvironmentName): Promise<boolean> {
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
          'The stored token belongs to {0}. It stays until the new one is stored.',
          accountText(token.account),
        )
      : l10n.t('The stored token stays until the new one is stored.');
  const question = l10n.t('Replace the API token for {0}?', environmentName(environment));
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
      environmentName(looks),
      environmentName(environment),
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

async function verifyAndStore(environments: Environments, target: Target, token: string): Promise<Result> {
  const { environment, host } = target;
  const title = l10n.t('Checking the token with {0} ({1})…', environmentName(environment), host);
  for (;;) {
    const { url, result } = await withCancel(title, (signal) => environments.verify(target, token, signal));
    if (!(result instanceof OpenSignError)) {
      await store(environments, target, token, { state: 'valid', account: result }, url);
      return 'done';
    }
    const isRejected = result.kind === 'unauthorized';
    const answer = isRejected ? await afterRejection(target, token) : await afterFailure(result, target);
    if (answer === 'store') {
      await store(environments, target, token, { state: isRejected ? 'rejected' : 'unverified' }, url);
      return 'done';
    }
    if (answer !== 'retry') {
      return answer ?? 'done';
    }
  }
}

async function afterRejection(
  { environment, host }: Target,
  token: string,
): Promise<'store' | 'again' | 'other' | undefined> {
  const retry = l10n.t('Try Again');
  const other = otherEnvironment(environment);
  const storeInOther = l10n.t('Store in {0}', environmentName(other));
  const anyway = l10n.t('Store Anyway');
  const choice = await ask(
    l10n.t('{0} ({1}) rejected this token.', environmentName(environment), host),
    l10n.t(
      'Live tokens do not work in sandbox, and sandbox tokens do not work in live. Each region has its own tokens too, and a new token makes the old one invalid.',
    ) + planHint(host),
    retry,
    ...((looksLike(token) ?? other) === other ? [storeInOther] : []),
    anyway,
  );
  return choice === retry
    ? 'again'
    : choice === storeInOther
      ? 'other'
      : choice === anyway
        ? 'store'
        : undefined;
}

async function afterFailure(
  error: OpenSignError,
  { environment, urls }: Target,
): Promise<'retry' | 'store' | undefined> {
  const retry = l10n.t('Try Again');
  const unverified = l10n.t('Store Unverified');
  const { message } = errorText(error);
  const isElsewhere = error.kind === 'notOpenSign';
  const documentation = l10n.t('Documentation');
  const choice = await ask(
    l10n.t('The token could not be checked with {0}.', environmentName(environment)),
    paragraphs(
      message,
      ...(isElsewhere ? [l10n.t('Tried: {0}.', passage(urls.join(', ')))] : []),
      l10n.t('It can be stored unverified. It’s then checked when it’s first used.'),
    ),
    retry,
    unverified,
    ...(isElsewhere ? [documentation] : []),
  );
  if (choice === documentation) {
    await vscode.env.openExternal(vscode.Uri.parse(links.apiDocs));
  }
  return choice === retry ? 'retry' : choice === unverified ? 'store' : undefined;
}

async function store(
  environments: Environments,
  target: Target,
  token: string,
  check: TokenCheck,
  url: string | undefined,
): Promise<void> {
  const isUrlSaved = await environments.storeToken(target, token, check, url);
  const stored = storedText(target.environment, check);
  const message =
    url === undefined || isUrlSaved === undefined
      ? stored
      : isUrlSaved
        ? `${stored} ${l10n.t('The base URL is {0} now.', passage(url))}`
        : `${stored} ${l10n.t('Couldn’t save the base URL {0}. Set it in your user settings.', passage(url))}`;
  // The message must not hold up the command: it may stay open for as long as the user likes.
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
  if (environments.active === environment) {
    await notify('information', message);
    return;
  }
  const change = l10n.t('Switch to {0}', environmentName(environment));
  if ((await notify('information', message, change)) === change) {
    await environments.setActive(environment);
  }
}
