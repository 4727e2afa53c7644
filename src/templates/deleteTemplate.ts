import { assertActive } from '../environment/active';
import { ask, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { targetOf } from './templateTarget';
import { write, type WriteContext } from './templateWrite';

/** Archives a template, after asking in either environment: the API has no way back. */
export async function deleteTemplate(context: WriteContext, args: readonly unknown[]): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Delete Template'));
  if (node === undefined) {
    return;
  }
  const { environment, template } = node;
  const title = titleOf(template);
  const where = environmentName(environment);
  const button = environment === 'live' ? l10n.t('Delete in live') : l10n.t('Delete in sandbox');
  const question = l10n.t('Delete the template “{0}” in {1}?', title, where);
  const detail = l10n.t(
    'ID {0}. OpenSign archives it, and it cannot be brought back through the API. Code that uses this ID stops working.',
    template.id,
  );
  if ((await ask(question, detail, button)) !== button) {
    return;
  }
  assertActive(context.environments, environment);
  const progress = l10n.t('Deleting “{0}” in {1}…', title, where);
  await write(context, node, progress, async (client, signal) => {
    await client.deleteTemplate(template.id, signal);
    if (context.environments.active === environment) {
      context.list.remove(template.id);
    }
  });
  showStatus(l10n.t('Template deleted in {0}', where), 5000);
}
