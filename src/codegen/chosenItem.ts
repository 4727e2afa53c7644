import { assertActive, readFrom } from '../environment/active';
import { pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentInText } from '../ui/names';
import type { Item, RequestsContext } from './codegenContext';

/**
 * The template or document that a command is for: the item it was called on, else one that the user chooses in dialogs
 * named `purpose`. Undefined when called off.
 */
export async function chosenItem(
  { environments, itemOf, templateOf, documentOf }: RequestsContext,
  args: readonly unknown[],
  purpose: string,
): Promise<Item | undefined> {
  const item = itemOf(args[0]);
  if (item !== undefined) {
    assertActive(environments, item.environment);
    return item;
  }
  const items = [
    { label: l10n.t('Template'), object: 'template' as const },
    { label: l10n.t('Document'), object: 'document' as const },
  ];
  const title = l10n.t('{0} ({1})', purpose, environmentInText(environments.active));
  const kind = (await pickOne(items, { title }))?.object;
  if (kind === undefined) {
    return undefined;
  }
  const chosen = await (kind === 'template' ? templateOf : documentOf)([], purpose);
  return chosen && { ...chosen, kind };
}

/** The item with its title, which is read where it was chosen in a dialog. Rejects as a read does. */
export async function withTitle(
  { environments, itemOf }: RequestsContext,
  item: Item,
  arg: unknown,
): Promise<Item> {
  if (itemOf(arg) !== undefined) {
    return item;
  }
  const { environment, id, kind } = item;
  const progress = l10n.t('Reading the title from {0}…', environmentInText(environment));
  const { title } = await readFrom(environments, environment, progress, (client, signal) =>
    kind === 'template' ? client.getTemplate(id, signal) : client.documents.get(id, signal),
  );
  return title === undefined ? item : { ...item, title };
}
