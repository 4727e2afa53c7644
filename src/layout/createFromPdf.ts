import { mayHaveHappened } from '../api/errors';
import { parseEnvelope, type Outgoing } from '../api/outgoing';
import { guardedWrite, type WriteQuestion } from '../environment/guardedWrite';
import type { ObjectChanges } from '../objects/objectChanges';
import { catchRefusal } from '../pdf/pdfMessages';
import { notifyWithButtons, objectButtons } from '../ui/buttons';
import { errorText, showErrorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine, shortenPath } from '../ui/text';
import { sendsEmail, toRecipients } from './layoutRequest';
import { preparePdf, type PreparedPdf } from './preparePdf';

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
    const prepared = await preparePdf(deps, args, 'document');
    if (prepared === undefined) {
      return;
    }
    const { client, dialogTitle, file, content, body } = prepared;
    await deps.send(dialogTitle, {
      ...content,
      client,
      recipients: toRecipients(file),
      envelope: parseEnvelope(content.fields),
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
    const prepared = await preparePdf(deps, args, 'template');
    if (prepared === undefined) {
      return;
    }
    const { client, content, body } = prepared;
    const { environment } = client;
    const where = environmentName(environment);
    try {
      const created = await guardedWrite(environments, {
        environment,
        confirm: 'live',
        question: () => liveQuestion(prepared),
        title: l10n.t('Creating the template “{0}” in {1}…', content.title, where),
        // The client whose limits the PDF was checked against.
        run: async (_, signal) => client.createTemplate(await body(signal), signal),
      });
      if (created !== undefined) {
        const id = created.result;
        const message = l10n.t('Created template “{0}” in {1}.', content.title, where);
        const buttons = objectButtons(`${client.origin}/template/${id}`, id);
        log.detach('opensign.layout', notifyWithButtons('information', message, ...buttons));
        await changes.reveal({ environment, kind: 'template', id });
      }
    } catch (error) {
      if (!mayHaveHappened(error)) {
        throw error;
      }
      const action = { title: l10n.t('Show Templates'), command: 'opensign.templates.focus', args: [] };
      log.detach('opensign.layout', showErrorText({ ...errorText(error), action }));
      changes.fire({ environment, kind: 'template' });
    }
  });
}

function liveQuestion({ file, content: { title, fileName, linkTarget } }: PreparedPdf): WriteQuestion {
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
