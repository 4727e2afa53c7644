import * as vscode from 'vscode';
import { OpenSignError, type ErrorKind } from '../api/errors';
import { isOpenSignHost } from '../api/baseUrl';
import { defined } from '../api/values';
import { notifyWithButtons, type Button } from './buttons';
import type { Severity } from './gateway';
import { l10n, passage } from './l10n';
import { environmentName } from './names';
import { formatSize } from './text';

/** Pages that the extension opens in the browser. */
export const links = {
  /** Both kinds of token are issued by the Live web app. Source: api.md 2.3. */
  tokens: 'https://app.opensignlabs.com/generatetoken',
  apiDocs: 'https://docs.opensignlabs.com/docs/API-docs/opensign-api-v-1.2',
  tokenHelp: 'https://docs.opensignlabs.com/docs/help/Settings/API-Token',
  pricing: 'https://www.opensignlabs.com/pricing',
} as const;

export interface ErrorAction {
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

export interface ErrorText {
  /** Complete sentences for the user, without a token, an address or a link. */
  readonly message: string;
  readonly action?: ErrorAction;
  /** An error by default. */
  readonly severity?: Severity;
}

/** The one place where an error becomes a sentence and a button. */
export function errorText(error: unknown): ErrorText {
  if (!(error instanceof OpenSignError)) {
    return { message: l10n.t('An unexpected error occurred in OpenSign.'), action: getLogAction() };
  }
  const { serverMessage } = error.details;
  const reason =
    serverMessage !== undefined && kindsWithReason.has(error.kind)
      ? ` ${l10n.t('Server message: {0}', passage(serverMessage))}`
      : '';
  return defined({
    message: getMessage(error) + reason,
    action: getAction(error),
    severity: error.kind === 'canceled' ? ('warning' as const) : undefined,
  });
}

/** Of other kinds, the server's own message would add nothing. */
const kindsWithReason: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'conflict',
  'invalidRequest',
  'quota',
  'server',
  'subscription',
  'tooLarge',
]);

function getMessage({ kind, details }: OpenSignError): string {
  const { environment, host = 'OpenSign', limit, mayHaveHappened, status, timeoutMs = 0 } = details;
  const where = environment === undefined ? 'OpenSign' : environmentName(environment);
  switch (kind) {
    case 'unauthorized':
      return (
        l10n.t(
          '{0} rejected the API token. Each environment has its own tokens, and a new token invalidates the old one.',
          where,
        ) + planHint(details.host)
      );
    case 'noToken':
      return l10n.t('{0} has no API token yet.', where);
    case 'otherOrigin':
      return l10n.t(
        'The token for {0} was saved for {1}, so it isn’t sent to the current host.',
        where,
        host,
      );
    case 'badBaseUrl':
      return l10n.t('The base URL for {0} can’t be used. Enter an https URL.', where);
    case 'otherEnvironment':
      return l10n.t('This belongs to {0}, which isn’t the active environment. Nothing was changed.', where);
    case 'notFound':
      return l10n.t('Not found in {0}. It may have been deleted, or belong to another account.', where);
    case 'conflict':
      return l10n.t('It already exists in {0}.', where);
    case 'invalidRequest':
      return l10n.t('{0} rejected the request.', where);
    case 'quota':
      return l10n.t(
        'No credits left, so {0} rejected this. Buy credits or renew the plan before you try again.',
        where,
      );
    case 'subscription':
      return l10n.t(
        'The account in {0} has no plan for this, or its plan has expired. Live needs Professional or Teams. Sandbox works with every plan.',
        where,
      );
    case 'throttled':
      return l10n.t('{0} is rate limiting requests. Try again in a few minutes.', where);
    case 'tooLarge':
      return limit === undefined
        ? l10n.t('The file is too large for {0}.', where)
        : l10n.t('The file is larger than the limit of {0}.', formatSize(limit));
    case 'offline':
      return l10n.t('Can’t reach {0}. Check your connection and the base URL.', host);
    case 'proxy':
      return l10n.t('The proxy rejected the request to {0}.', host);
    case 'certificate':
      return l10n.t(
        'The certificate of {0} isn’t trusted on this machine. On a company network, install its certificate authority in the operating system.',
        host,
      );
    case 'timeout':
      return l10n.t('{0} didn’t respond within {1} seconds.', host, Math.round(timeoutMs / 1000));
    case 'notOpenSign':
      return l10n.t('No OpenSign API at this URL ({0}).', host) + planHint(details.host);
    case 'unsupported':
      return l10n.t('{0} doesn’t support this because its version of OpenSign is too old.', host);
    case 'redirected':
      return l10n.t(
        '{0} tried to redirect to another address. The redirect was blocked to protect your token.',
        host,
      );
    case 'server':
      return l10n.t('{0} returned a server error ({1}). Try again later.', host, status ?? '?');
    case 'badFile':
      return l10n.t('The file from {0} isn’t a PDF, or its link isn’t trusted.', where);
    case 'outcomeUnknown':
      return l10n.t(
        '{0} didn’t send a usable response, so we don’t know whether this went through. It was not retried. Check the list before you try again.',
        host,
      );
    case 'canceled':
      return mayHaveHappened === true
        ? l10n.t('Canceled. The request may have gone through in {0}, so check before you try again.', where)
        : l10n.t('Canceled.');
  }
}

function getAction({ kind, details: { environment } }: OpenSignError): ErrorAction | undefined {
  const args = environment === undefined ? [] : [environment];
  const openSettings = (title: string, query: string) => ({
    title,
    command: 'workbench.action.openSettings',
    args: [query],
  });
  const openLink = (title: string, url: string) => ({
    title,
    command: 'vscode.open',
    args: [vscode.Uri.parse(url)],
  });
  switch (kind) {
    case 'unauthorized':
    case 'noToken':
    case 'otherOrigin':
      return { title: l10n.t('Set API Token…'), command: 'opensign.setToken', args };
    case 'badBaseUrl':
    case 'redirected':
      return { title: l10n.t('Open Setting'), command: 'opensign.openBaseUrlSetting', args };
    case 'otherEnvironment':
      return { title: l10n.t('Switch Environment…'), command: 'opensign.switchEnvironment', args: [] };
    case 'invalidRequest':
    case 'server':
    case 'outcomeUnknown':
      return getLogAction();
    case 'quota':
      return openLink(l10n.t('Open OpenSign'), links.tokens);
    case 'subscription':
      return openLink(l10n.t('Show Plans'), links.pricing);
    case 'notOpenSign':
      return openLink(l10n.t('Documentation'), links.apiDocs);
    case 'offline':
    case 'proxy':
      return openSettings(l10n.t('Proxy Settings'), 'http.proxy');
    case 'certificate':
      return openSettings(l10n.t('Certificate Settings'), 'http.systemCertificates');
    case 'timeout':
      return openSettings(l10n.t('Time Limits'), 'opensign.network');
    default:
      return undefined;
  }
}

function getLogAction(): ErrorAction {
  return { title: l10n.t('Show Log'), command: 'opensign.showLog', args: [] };
}

/** Why a self-hosted server may have neither API nor tokens, after a space. Empty for OpenSign's own hosts. */
export function planHint(host: string | undefined): string {
  return host === undefined || isOpenSignHost(host)
    ? ''
    : ` ${l10n.t('API tokens need a paid self-hosted plan.')}`;
}

/** Shows the message with its button and runs the button's command. Resolves when the message is closed. */
export async function showError(error: unknown): Promise<void> {
  await showErrorText(errorText(error));
}

/** {@link showError} with a feature's own message. */
export async function showErrorText({ message, action, severity = 'error' }: ErrorText): Promise<void> {
  const buttons: readonly Button[] =
    action === undefined
      ? []
      : [[action.title, () => vscode.commands.executeCommand(action.command, ...action.args)]];
  await notifyWithButtons(severity, message, ...buttons);
}
