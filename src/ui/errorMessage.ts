import * as vscode from 'vscode';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { isOpenSignHost } from '../api/baseUrl';
import { notify, type Severity } from './gateway';
import { l10n, passage } from './l10n';
import { links } from './links';
import { environmentName } from './names';
import { formatSize } from './size';

/** A button beside an error message. */
export interface ErrorAction {
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

export interface ErrorText {
  /** Complete sentences for the user, without a token, an address or a link. */
  readonly message: string;
  readonly action?: ErrorAction;
  /** Without it, it is an error. */
  readonly severity?: Severity;
}

/** The one place where an error becomes words and a way on. */
export function errorText(error: unknown): ErrorText {
  if (!(error instanceof OpenSignError)) {
    return { message: l10n.t('Something unexpected went wrong in OpenSign.'), action: showLog() };
  }
  const { details } = error;
  const where = details.environment === undefined ? 'OpenSign' : environmentName(details.environment);
  const host = details.host ?? 'OpenSign';
  const said =
    details.serverMessage === undefined
      ? ''
      : ` ${l10n.t('The server says: {0}', passage(details.serverMessage))}`;
  switch (error.kind) {
    case 'unauthorized':
      return {
        message:
          l10n.t(
            '{0} rejected the API token. Tokens of one environment do not work in the other, and a new token makes the old one invalid.',
            where,
          ) + planHint(details.host),
        action: setToken(details.environment),
      };
    case 'noToken':
      return {
        message: l10n.t('There is no API token for {0} yet.', where),
        action: setToken(details.environment),
      };
    case 'otherOrigin':
      return {
        message: l10n.t(
          'The token for {0} was saved for {1}, so it is not sent to the host that is set now.',
          where,
          host,
        ),
        action: setToken(details.environment),
      };
    case 'badBaseUrl':
      return {
        message: l10n.t('The base URL for {0} cannot be used. It has to be an https address.', where),
        action: {
          title: l10n.t('Open Setting'),
          command: 'opensign.openBaseUrlSetting',
          args: details.environment === undefined ? [] : [details.environment],
        },
      };
    case 'otherEnvironment':
      return {
        message: l10n.t('This belongs to {0}, which is not the active environment. Nothing was done.', where),
        action: {
          title: l10n.t('Switch Environment…'),
          command: 'opensign.switchEnvironment',
          args: [],
        },
      };
    case 'notFound':
      return {
        message: l10n.t('It does not exist any more in {0}, or it belongs to another account.', where),
      };
    case 'conflict':
      return { message: l10n.t('It exists already in {0}.', where) + said };
    case 'invalidRequest':
      return {
        message: l10n.t('{0} refused the request, and OpenSign rarely says which part of it.', where) + said,
        action: showLog(),
      };
    case 'quota':
      return {
        message:
          l10n.t(
            'The account has no credits left, so {0} refused this. Trying again does not help before credits are bought or the plan is renewed.',
            where,
          ) + said,
        action: openLink(l10n.t('Open OpenSign'), links.tokens),
      };
    case 'subscription':
      return {
        message:
          l10n.t(
            'The account in {0} has no plan for this, or its plan has expired. Live needs Professional or Teams; the sandbox works with every plan.',
            where,
          ) + said,
        action: openLink(l10n.t('Show Plans'), links.pricing),
      };
    case 'throttled':
      return {
        message: l10n.t('{0} gets too many requests at the moment. Try again in a while.', where),
      };
    case 'tooLarge':
      return {
        message:
          (details.limit === undefined
            ? l10n.t('The file is too large for {0}.', where)
            : l10n.t('The file is larger than the limit of {0}.', formatSize(details.limit))) + said,
      };
    case 'offline':
      return {
        message: l10n.t('{0} cannot be reached. Are you online, and is the base URL right?', host),
        action: openSettings(l10n.t('Proxy Settings'), 'http.proxy'),
      };
    case 'proxy':
      return {
        message: l10n.t('The proxy did not let the request to {0} pass.', host),
        action: openSettings(l10n.t('Proxy Settings'), 'http.proxy'),
      };
    case 'certificate':
      return {
        message: l10n.t(
          'The certificate of {0} is not trusted on this machine. In a company network its certificate authority has to be installed in the operating system.',
          host,
        ),
        action: openSettings(l10n.t('Certificate Settings'), 'http.systemCertificates'),
      };
    case 'timeout':
      return {
        message: l10n.t(
          '{0} did not answer within {1} seconds.',
          host,
          Math.round((details.timeoutMs ?? 0) / 1000),
        ),
        action: openSettings(l10n.t('Time Limits'), 'opensign.network'),
      };
    case 'notOpenSign':
      return {
        message: l10n.t('No OpenSign API at this URL ({0}).', host) + planHint(details.host),
        action: openLink(l10n.t('Documentation'), links.apiDocs),
      };
    case 'unsupported':
      return {
        message: l10n.t('The server {0} does not offer this: its version of OpenSign is too old.', host),
      };
    case 'redirected':
      return {
        message: l10n.t(
          '{0} wants to redirect to another address. This was refused, so that the token goes nowhere else.',
          host,
        ),
        action: {
          title: l10n.t('Open Setting'),
          command: 'opensign.openBaseUrlSetting',
          args: details.environment === undefined ? [] : [details.environment],
        },
      };
    case 'server':
      return {
        message:
          l10n.t('{0} has a problem of its own (status {1}). Try again later.', host, details.status ?? '?') +
          said,
        action: showLog(),
      };
    case 'badFile':
      return {
        message: l10n.t('The file that {0} gave is not a PDF, or its link cannot be trusted.', where),
      };
    case 'outcomeUnknown':
      return {
        message: l10n.t(
          'No usable answer came from {0}, so it is unknown whether this was carried out. It was not sent again. Look at the list before you repeat it.',
          host,
        ),
        action: showLog(),
      };
    case 'canceled':
      return {
        message:
          details.mayHaveHappened === true
            ? l10n.t(
                'Canceled. The request may already have been carried out in {0}, so check before you try again.',
                where,
              )
            : l10n.t('Canceled.'),
        severity: 'warning',
      };
  }
}

/** Why a self-hosted server may have neither API nor tokens; with a space in front. Empty for OpenSign's own hosts. */
export function planHint(host: string | undefined): string {
  return host === undefined || isOpenSignHost(host)
    ? ''
    : ` ${l10n.t('API tokens need a paid self-hosted plan.')}`;
}

/** Shows the sentence with its button and carries out what is chosen. Resolves when the message is gone. */
export async function showError(error: unknown): Promise<void> {
  await showErrorText(errorText(error));
}

/** {@link showError} for words that a feature adapted to what it was doing. */
export async function showErrorText({ message, action, severity = 'error' }: ErrorText): Promise<void> {
  const title = action?.title;
  const choice = await notify(severity, message, ...(title === undefined ? [] : [title]));
  if (action !== undefined && choice === action.title) {
    await vscode.commands.executeCommand(action.command, ...action.args);
  }
}

function showLog(): ErrorAction {
  return { title: l10n.t('Show Log'), command: 'opensign.showLog', args: [] };
}

function setToken(environment: EnvironmentName | undefined): ErrorAction {
  const args = environment !== undefined && environmentNames.includes(environment) ? [environment] : [];
  return { title: l10n.t('Set API Token…'), command: 'opensign.setToken', args };
}

function openSettings(title: string, query: string): ErrorAction {
  return { title, command: 'workbench.action.openSettings', args: [query] };
}

function openLink(title: string, url: string): ErrorAction {
  return { title, command: 'vscode.open', args: [vscode.Uri.parse(url)] };
}
