import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { mayHaveHappened } from '../api/errors';
import { envelopeOf, type Outgoing } from '../api/outgoing';
import { assertActive } from '../environment/active';
import type { ObjectChanges } from '../objects/objectChanges';
import { errorText, showErrorText } from '../ui/errorMessage';
import { notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming, type NamingQuestion } from '../ui/question';
import { oneLine, shortenPath } from '../ui/text';
import { sendsEmail, toRecipients } from './layoutRequest';
import { catchRefusal, preparePdf, type PreparedPdf } from './preparePdf';

type Dependencies = Parameters<typeof preparePdf>[0];

/** **Send PDF for Signature…**: sends a PDF to the people in its layout file. */
export function sendPdf(
  deps: Dependencies & {
    /** Asks for confirmation in a dialog with this title, and sends the document. */
    readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
  },
  args: readonly unknown[],
): Promise<void> {
  return catchRefusal(deps.log, async () => {
    const prepared = await preparePdf(deps, args, {
      target: 'document',
      pickTitle: (where) => l10n.t('OpenSign: select the PDF to send in {0}', where),
      title: (pdf, where) => l10n.t('Send {0} ({1})', pdf, where),
    });
    if (prepared === undefined) {
      return;
    }
    const { client, dialogTitle, file, content, body } = prepared;
    await deps.send(dialogTitle, {
      ...content,
      client,
      recipients: toRecipients(file),
      envelope: envelopeOf(content.fields),
      sendEmail: sendsEmail(file),
      path: '/createdocument',
      send: async (signal) => client.documents.create(await body(signal), signal),
    });
  });
}

/** **Create Template from PDF and Layout File**: the template is ready to use. */
export function createTemplate(
  deps: Dependencies & { readonly changes: Pick<ObjectChanges, 'fire' | 'reveal'> },
  args: readonly unknown[],
): Promise<void> {
  const { environments, changes, log } = deps;
  return catchRefusal(log, async () => {
    const prepared = await preparePdf(deps, args, {
      target: 'template',
      pickTitle: (where) => l10n.t('OpenSign: select the PDF of the template in {0}', where),
      title: (pdf, where) => l10n.t('Create a template from {0} ({1})', pdf, where),
    });
    if (prepared === undefined) {
      return;
    }
    const { client, content, body } = prepared;
    const { environment } = client;
    if (environment === 'live' && !(await askNaming(liveQuestion(prepared)))) {
      return;
    }
    assertActive(environments, environment);
    const where = environmentName(environment);
    const isActive = () => environments.active === environment;
    try {
      const progress = l10n.t('Creating the template “{0}” in {1}…', content.title, where);
      const id = await withCancel(progress, async (signal) =>
        client.createTemplate(await body(signal), signal),
      );
      const message = l10n.t('Created template “{0}” in {1}.', content.title, where);
      log.detach('opensign.layout', showCreated(message, client, id));
      if (isActive()) {
        await changes.reveal({ environment, kind: 'template', id });
      }
    } catch (error) {
      if (!mayHaveHappened(error)) {
        throw error;
      }
      const action = { title: l10n.t('Show Templates'), command: 'opensign.templates.focus', args: [] };
      log.detach('opensign.layout', showErrorText({ ...errorText(error), action }));
      if (isActive()) {
        changes.fire({ environment, kind: 'template' });
      }
    }
  });
}

function liveQuestion({ file, content: { title, fileName, linkTarget } }: PreparedPdf): NamingQuestion {
  const link = passage(shortenPath(linkTarget ?? ''));
  return {
    question: l10n.t('Create the template “{0}” in Live?', title),
    intro:
      linkTarget === undefined
        ? l10n.t('From {0}, with these roles:', fileName)
        : l10n.t('From {0}, which is a link to {1}, with these roles:', fileName, link),
    names: file.roles.map(({ role }) => oneLine(role)),
    detail: l10n.t('Templates are free, and no email is sent.'),
    button: l10n.t('Create in Live'),
  };
}

/** Says that a template was created, and does what is chosen. Resolves with the choice when it's one of `more`. */
export async function showCreated(
  message: string,
  { origin }: Pick<OpenSignClient, 'origin'>,
  id: string,
  ...more: readonly string[]
): Promise<string | undefined> {
  const open = l10n.t('Open in OpenSign');
  const copy = l10n.t('Copy ID');
  const choice = await notify('information', message, open, copy, ...more);
  if (choice === open) {
    await vscode.env.openExternal(vscode.Uri.parse(`${origin}/template/${id}`));
  } else if (choice === copy) {
    await vscode.env.clipboard.writeText(id);
  }
  return choice;
}
