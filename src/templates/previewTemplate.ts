import type { OpenSignClient } from '../api/client';
import { fetchFresh } from '../api/freshFile';
import { assertActive, readFrom } from '../environment/active';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { Previews } from '../preview/previews';
import { titleOf } from '../ui/title';
import type { PickContext } from './pickTemplate';
import { targetOf } from './templateTarget';

/** Shows the PDF of a template in an editor. */
export async function previewTemplate(
  context: PickContext,
  previews: Previews,
  args: readonly unknown[],
): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Preview Template PDF'));
  if (node === undefined) {
    return;
  }
  const { environment, template } = node;
  const where = environmentName(environment);
  const fetching = l10n.t('Fetching the PDF of “{0}” from {1}…', titleOf(template), where);
  const bytes = await readFrom(context.environments, environment, fetching, (client, signal) =>
    fetchPdf(client, template.id, signal),
  );
  assertActive(context.environments, environment);
  await previews.show(node.id, l10n.t('Preview: {0} ({1})', titleOf(template), where), bytes);
}

/** A template's PDF by a fresh link. Rejects as a read does, and with kind `badFile` when the template has no file. */
export async function fetchPdf(
  client: Pick<OpenSignClient, 'getTemplate' | 'download'>,
  id: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return fetchFresh(client, async () => (await client.getTemplate(id, signal)).file, signal);
}
