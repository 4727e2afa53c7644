import type { EnvironmentName } from '../api/environmentName';
import type { BaseUrl } from '../api/baseUrl';
import { baseUrlVariable, tokenVariable } from '../environment/token';
import { l10n, passage } from '../ui/l10n';
import { environmentInText } from '../ui/names';
import { titleOf } from '../ui/title';
import { shortTitle } from './escape';
import type { TaskKind } from './codeRequest';
import type { Notes, Variables } from './writer';

/** The variables of an environment. */
export function variablesOf(environment: EnvironmentName): Variables {
  return {
    baseUrl: baseUrlVariable(environment),
    token: tokenVariable(environment),
    webhookKey: environment === 'live' ? 'OPENSIGN_WEBHOOK_KEY' : 'OPENSIGN_SANDBOX_WEBHOOK_KEY',
  };
}

/** What stands inside the code. */
export function notes(): Notes {
  return {
    status: l10n.t('405: this environment rejects the token. 429: out of credits.'),
    link: l10n.t('The link is valid for a few minutes, and needs no token.'),
    topOfFile: l10n.t('Belongs at the top of the file:'),
    noJsonReader: l10n.t('Java has no JSON reader of its own: Jackson or Gson read all of the answer.'),
    crates: l10n.t('Crates:'),
    encodeByHand: l10n.t('Put the PDF, in base64, where the body says so.'),
    sendFirst: l10n.t('Send the request above first.'),
  };
}

/** What stands above the code: what it does, where, and what that costs. `title` is of the template it is for. */
export function headOf(
  kind: TaskKind,
  environment: EnvironmentName,
  baseUrl: BaseUrl,
  template: { readonly title?: string } | undefined,
): readonly string[] {
  const { baseUrl: url, token, webhookKey } = variablesOf(environment);
  const first = purposeOf(kind, environmentInText(environment), template);
  if (kind === 'verifyWebhook') {
    return [
      first,
      l10n.t('The signature is the header x-webhook-signature, the body what came in, byte for byte.'),
      l10n.t('Reads the key from {0}: OpenSign, Settings, Webhook, Enable Authentication.', webhookKey),
    ];
  }
  return [
    first,
    ...consequences(kind, environment),
    baseUrl.ok
      ? l10n.t('Reads {0} ({1}) and {2} from environment variables.', passage(url), baseUrl.url, token)
      : l10n.t('Reads {0} and {1} from environment variables.', passage(url), token),
  ];
}

function purposeOf(kind: TaskKind, where: string, template: { readonly title?: string } | undefined): string {
  switch (kind) {
    case 'listTemplates':
      return l10n.t('OpenSign, {0}: lists the templates. More than 500: raise skip.', where);
    case 'createFromTemplate':
      return l10n.t(
        'OpenSign, {0}: creates a document from the template “{1}” and sends it.',
        where,
        shortTitle(titleOf(template ?? {})),
      );
    case 'draftDocument':
      return l10n.t('OpenSign, {0}: drafts a document from a PDF, to be sent from the browser.', where);
    case 'draftTemplate':
      return l10n.t('OpenSign, {0}: drafts a template from a PDF, to be finished in the browser.', where);
    case 'documentState':
      return l10n.t('OpenSign, {0}: reads the state of a document.', where);
    case 'downloadPdf':
      return l10n.t('OpenSign, {0}: saves the PDF of a document, with what has been signed so far.', where);
    case 'verifyWebhook':
      return l10n.t('OpenSign, {0}: tells whether a webhook comes from OpenSign.', where);
  }
}

function consequences(kind: TaskKind, environment: EnvironmentName): readonly string[] {
  const live = environment === 'live';
  switch (kind) {
    case 'createFromTemplate':
      return [
        live
          ? l10n.t(
              'Each run costs a credit and e-mails the signers, who are real people; with send_email false nobody is e-mailed.',
            )
          : l10n.t('Sandbox e-mails the signers too; with send_email false nobody is e-mailed.'),
        l10n.t('The answer holds signing links in signurl: whoever has one can sign. Keep them out of logs.'),
      ];
    case 'draftDocument':
      return [...(live ? [l10n.t('Each run costs a credit.')] : []), editorLink()];
    case 'draftTemplate':
      return [editorLink()];
    default:
      return [];
  }
}

function editorLink(): string {
  return l10n.t('The url in the answer opens the editor without signing in: keep it out of logs.');
}
