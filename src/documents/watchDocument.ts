import { assertActive, readFrom } from '../environment/active';
import { notify, pickOne, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { DocumentsContext } from './documentsContext';
import { DocumentNode } from './documentNodes';
import { targetOf, underWay } from './documentTarget';
import type { Watching } from './watching';
import { withoutLinks } from './withoutLinks';
import { stateText } from './documentWords';

/** From now on tells when a document or one of its signers gets further. */
export async function watchDocument(
  context: DocumentsContext,
  watching: Watching,
  args: readonly unknown[],
): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Watch Document'), underWay);
  if (target === undefined) {
    return;
  }
  const { environment, group } = target;
  const title = titleOf(target.document);
  const reading = l10n.t('Reading “{0}” from {1}…', title, environmentName(environment));
  const document = await readFrom(context.environments, environment, reading, async (client, signal) =>
    withoutLinks(await client.documents.get(target.document.id, signal)),
  );
  assertActive(context.environments, environment);
  context.groups.put(document);
  context.forget(environment, document.id);
  if (watching.start(environment, document, group)) {
    showStatus(l10n.t('Watching “{0}”. Checks for changes while this window is in focus.', title), 5000);
    return;
  }
  void context.follow(environment);
  void notify('information', l10n.t('“{0}” has ended, so there is nothing left to watch.', title));
}

/** Says no more of a document: of the item it was called on, else of one that the user chooses among the watched. */
export async function unwatchDocument(
  { environments }: DocumentsContext,
  watching: Watching,
  args: readonly unknown[],
): Promise<void> {
  const [item] = args;
  if (item instanceof DocumentNode) {
    assertActive(environments, item.environment);
    watching.end(item.environment, item.document.id);
    return;
  }
  const environment = environments.active;
  const where = environmentName(environment);
  const items = watching.of(environment).map(({ id, last }) => ({
    id,
    label: titleOf(last),
    description: stateText(last.state),
    detail: id,
  }));
  if (items.length === 0) {
    void notify('information', l10n.t('No document is watched in {0}.', where));
    return;
  }
  const title = l10n.t('Stop Watching Document ({0})', where);
  const choice = await pickOne(items, { title, matchOnDetail: true });
  if (choice !== undefined) {
    watching.end(environment, choice.id);
  }
}
