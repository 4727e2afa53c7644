import type { EnvironmentName } from '../api/environmentName';
import type { BaseUrl } from '../api/baseUrl';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { getVariables, writers, type LanguageId } from './generateCode';

/** What can be inserted. */
const requestKinds = [
  'listTemplates',
  'createFromTemplate',
  'draftDocument',
  'draftTemplate',
  'documentState',
  'downloadPdf',
  'verifyWebhook',
] as const;

export type RequestKind = (typeof requestKinds)[number];

/** What can be inserted in a language. */
export function getKinds(language: LanguageId): readonly RequestKind[] {
  return requestKinds.filter(
    (kind) => kind !== 'verifyWebhook' || writers[language].writeWebhookCheck !== undefined,
  );
}

/** How a kind is offered, and what it is for, when it is for one object. */
export function describeKind(kind: RequestKind): {
  readonly label: string;
  readonly detail: string;
  readonly subject?: 'template' | 'document';
} {
  switch (kind) {
    case 'listTemplates':
      return { label: l10n.t('List templates'), detail: l10n.t('Prints IDs and titles.') };
    case 'createFromTemplate':
      return {
        label: l10n.t('Create a document from a template'),
        detail: l10n.t('Fills in the template’s roles and named widgets, and sends the document.'),
        subject: 'template',
      };
    case 'draftDocument':
      return {
        label: l10n.t('Draft a document from a PDF'),
        detail: l10n.t('You finish and send it in the browser.'),
      };
    case 'draftTemplate':
      return {
        label: l10n.t('Draft a template from a PDF'),
        detail: l10n.t('You finish it in the browser.'),
      };
    case 'documentState':
      return {
        label: l10n.t('Get the status of a document'),
        detail: l10n.t('In progress, completed, declined or expired.'),
        subject: 'document',
      };
    case 'downloadPdf':
      return {
        label: l10n.t('Download the signed PDF'),
        detail: l10n.t('Saves a document’s PDF with everything signed so far.'),
        subject: 'document',
      };
    case 'verifyWebhook':
      return {
        label: l10n.t('Verify a webhook signature'),
        detail: l10n.t('Compares the header with the request body, in constant time.'),
      };
  }
}

/** The comments above the code: what it does, in which environment, what that costs, and which variables it reads. */
export function getHead(
  kind: RequestKind,
  environment: EnvironmentName,
  baseUrl: BaseUrl,
  template: { readonly title?: string } = {},
): readonly string[] {
  const { baseUrl: url, token, webhookKey } = getVariables(environment);
  const description = describeCode(kind, environment, getTitle(template));
  if (kind === 'verifyWebhook') {
    return [
      ...description,
      l10n.t(
        'Reads the key from {0}. Get it in OpenSign under Settings, Webhook, Enable Authentication.',
        webhookKey,
      ),
    ];
  }
  return [
    ...description,
    baseUrl.ok
      ? l10n.t('Reads {0} ({1}) and {2} from environment variables.', url, baseUrl.url, token)
      : l10n.t('Reads {0} and {1} from environment variables.', url, token),
  ];
}

function describeCode(kind: RequestKind, environment: EnvironmentName, title: string): readonly string[] {
  const name = environmentName(environment);
  const isLive = environment === 'live';
  const editorLink = () =>
    l10n.t('The url in the response opens the editor without signing in. Keep it out of logs.');
  switch (kind) {
    case 'listTemplates':
      return [l10n.t('OpenSign, {0}: lists templates. For more than 500, increase skip.', name)];
    case 'createFromTemplate':
      return [
        l10n.t('OpenSign, {0}: creates a document from the template “{1}” and sends it.', name, title),
        isLive
          ? l10n.t(
              'Each run uses a credit and emails the signers. To send no email, set send_email to false.',
            )
          : l10n.t('Sandbox emails the signers too. To send no email, set send_email to false.'),
        l10n.t(
          'The response contains signing links (signurl). Anyone with a link can sign. Keep them out of logs.',
        ),
      ];
    case 'draftDocument':
      return [
        l10n.t('OpenSign, {0}: creates a draft document from a PDF. Send it in the browser.', name),
        ...(isLive ? [l10n.t('Each run uses a credit.')] : []),
        editorLink(),
      ];
    case 'draftTemplate':
      return [
        l10n.t('OpenSign, {0}: creates a draft template from a PDF. Finish it in the browser.', name),
        editorLink(),
      ];
    case 'documentState':
      return [l10n.t('OpenSign, {0}: gets the status of a document.', name)];
    case 'downloadPdf':
      return [l10n.t('OpenSign, {0}: downloads the PDF of a document, with everything signed so far.', name)];
    case 'verifyWebhook':
      return [
        l10n.t('OpenSign, {0}: checks that a webhook comes from OpenSign.', name),
        l10n.t('Pass the x-webhook-signature header, and the request body exactly as received.'),
      ];
  }
}
