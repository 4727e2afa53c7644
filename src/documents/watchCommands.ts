import { assertActive, readFrom } from '../environment/active';
import { notify, pickOne, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { DocumentNode } from './documentRows';
import { getDocument, inProgress, type DocumentsContext } from './documentTarget';
import { stateText } from './documentTexts';
import type { Watching } from './watching';

/** Reports changes of a document and its signers from now on. */
export async function watchDocument(
  context: DocumentsContext,
  watching: Watching,
  args: readonly unknown[],
): Promise<void> {
  const { environments, lists, changes, api } = context;
  const target = await getDocument(context, args, l10n.t('Watch Document'), inProgress);
  if (target === undefined) {
    return;
  }
  const { environment, kind, id, group } = target;
  const title = getTitle(target);
  const reading = l10n.t('Reading “{0}” from {1}…', title, environmentName(environment));
  const document = await readFrom(environments, environment, reading, (client, signal) =>
    api.read(client, id, signal),
  );
  assertActive(environments, environment);
  lists.put(document);
  const isWatched = watching.start(environment, document, group);
  changes.fire({ environment, kind, id, isListed: isWatched });
  if (isWatched) {
    showStatus(l10n.t('Watching “{0}”. Checks for changes while this window is in focus.', title), 5000);
  } else {
    void notify('information', l10n.t('“{0}” has ended, so there is nothing left to watch.', title));
  }
}

/** Stops watching a document: that of the row, or one that the user picks among the watched ones. */
export async function unwatchDocument(
  { environments }: Pick<DocumentsContext, 'environments'>,
  watching: Watching,
  [node]: readonly unknown[],
): Promise<void> {
  if (node instanceof DocumentNode) {
    assertActive(environments, node.target.environment);
    watching.end(node.target);
    return;
  }
  const environment = environments.active;
  const where = environmentName(environment);
  const items = watching.getWatched(environment).map(({ id, last }) => ({
    id,
    label: getTitle(last),
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
    watching.end({ environment, id: choice.id });
  }
}
