import { parseEnvelope, type Outgoing } from '../api/outgoing';
import { assertActive } from '../environment/active';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { LayoutFileContext } from './layoutContext';
import { choosePair, namesOf } from './pair';
import { prepare } from './prepare';
import { recipientsOf, sendsEmail } from './layoutRequest';

/** Sends a PDF to those whom its layout file names. */
export async function sendPdf(context: LayoutFileContext, args: readonly unknown[]): Promise<void> {
  const { environments, pages, detach } = context;
  const client = await environments.client(environments.active);
  const { environment } = client;
  const where = environmentName(environment);
  const pair = await choosePair(args, l10n.t('OpenSign: choose the PDF to send in {0}', where));
  if (pair === undefined) {
    return;
  }
  const heading = l10n.t('Send {0} ({1})', namesOf(pair).pdf, where);
  const prepared = await prepare(pair, { client, target: 'document', heading, pages, detach });
  if (prepared === undefined) {
    return;
  }
  assertActive(environments, environment);
  const { title, fields, file, fileName, linkTarget, body } = prepared;
  const outgoing: Outgoing = {
    client,
    title,
    recipients: recipientsOf(file),
    envelope: parseEnvelope(fields),
    sendEmail: sendsEmail(file),
    path: '/createdocument',
    fields,
    fileName,
    ...(linkTarget === undefined ? {} : { linkTarget }),
    send: async (signal) => client.documents.create(await body(signal), signal),
  };
  await context.send(heading, outgoing);
}
