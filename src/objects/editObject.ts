import type { Changes } from '../api/client';
import { OpenSignError } from '../api/errors';
import { guardedWrite, type WriteQuestion } from '../environment/guardedWrite';
import { askForText, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { titleOf } from '../ui/title';
import { titleRemark } from '../ui/titleRemark';
import type { ApiObject, ObjectTarget } from './objectChanges';
import type { ObjectContext } from './objectCommands';

/** The texts of renaming an object. */
export interface RenameTexts {
  readonly purpose: string;
  /** What renaming has as a consequence. */
  readonly toDetail: (name: string) => string;
  readonly toDone: (where: string) => string;
}

/** Changes an object’s title. */
export async function renameObject<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  { purpose, toDetail, toDone }: RenameTexts,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target === undefined) {
    return;
  }
  const where = environmentName(target.environment);
  const input = await askForText({
    title: l10n.t('{0} ({1})', purpose, where),
    prompt: l10n.t('New title of “{0}”', titleOf(target)),
    value: target.title ?? '',
    ignoreFocusOut: true,
    validateInput: titleRemark,
  });
  const name = input?.trim();
  if (name === undefined || name === '' || name === target.title) {
    return;
  }
  const question = () => ({
    question: l10n.t('Rename “{0}” in Live?', titleOf(target)),
    detail: toDetail(name),
    button: l10n.t('Rename in Live'),
  });
  const after = await update(context, target, { name }, question);
  if (after?.object !== undefined && after.object.title !== name) {
    const text = l10n.t('OpenSign accepted the new title, but shows “{0}”.', titleOf(after.object));
    void notify('warning', text);
  } else if (after !== undefined) {
    showStatus(toDone(where), 5000);
  }
}

/** Changes an object’s note. */
export async function editNote<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  purpose: string,
  toDone: (where: string) => string,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target === undefined) {
    return;
  }
  const where = environmentName(target.environment);
  const title = titleOf(target);
  const old = target.object.note ?? '';
  const input = await askForText({
    title: l10n.t('{0} ({1})', purpose, where),
    prompt: /[\r\n]/.test(old)
      ? l10n.t('Note of “{0}”. Its line breaks become spaces here.', title)
      : l10n.t('Note of “{0}”', title),
    value: oneLine(old),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === ''
        ? l10n.t('The API can’t remove a note. You can remove it in the browser.')
        : undefined,
  });
  const note = input?.trim();
  if (note === undefined || note === '' || note === oneLine(old)) {
    return;
  }
  const question = () => ({
    question: l10n.t('Edit the note of “{0}” in Live?', title),
    detail: l10n.t('The new note is “{0}”.', passage(note)),
    button: l10n.t('Edit in Live'),
  });
  const after = await update(context, target, { note }, question);
  if (after?.object !== undefined && after.object.note !== note) {
    const text = l10n.t('OpenSign accepted the new note, but shows “{0}”.', after.object.note ?? '');
    void notify('warning', text);
  } else if (after !== undefined) {
    showStatus(toDone(where), 5000);
  }
}

/** Undefined when the user declines; an `object` of undefined when it couldn’t be read back. */
async function update<T extends ApiObject>(
  context: ObjectContext<T>,
  target: ObjectTarget<T>,
  changes: Changes,
  question: () => WriteQuestion,
): Promise<{ readonly object: T | undefined } | undefined> {
  const { environment, id } = target;
  const written = await guardedWrite(context.environments, {
    environment,
    confirm: 'live',
    question,
    title: l10n.t('Changing “{0}” in {1}…', titleOf(target), environmentName(environment)),
    run: (client, signal) => context.api.update(client, id, changes, signal),
    after: () => context.changes.fire(target),
  });
  return written && { object: await readBack(context, target) };
}

async function readBack<T extends ApiObject>(
  { environments, lists, api }: ObjectContext<T>,
  { environment, id }: ObjectTarget<T>,
): Promise<T | undefined> {
  try {
    const object = await api.read(await environments.client(environment), id);
    if (environments.active === environment) {
      lists.put(object);
    }
    return object;
  } catch (error) {
    if (error instanceof OpenSignError) {
      return undefined;
    }
    throw error;
  }
}

/** The texts of deleting an object. */
export interface DeleteTexts {
  readonly purpose: string;
  readonly toQuestion: (title: string, where: string) => string;
  readonly toDetail: (id: string) => string;
  readonly toDone: (where: string) => string;
}

/** Archives an object, after asking in either environment: the API can’t restore it. */
export async function deleteObject<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  { purpose, toQuestion, toDetail, toDone }: DeleteTexts,
  onDeleted: (target: ObjectTarget<T>) => void = () => undefined,
): Promise<void> {
  const target = await context.getTarget(args, purpose);
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const where = environmentName(environment);
  const title = titleOf(target);
  await guardedWrite(context.environments, {
    environment,
    confirm: 'always',
    question: () => ({
      question: toQuestion(title, where),
      detail: toDetail(id),
      button: environment === 'live' ? l10n.t('Delete in Live') : l10n.t('Delete in Sandbox'),
    }),
    title: l10n.t('Deleting “{0}” in {1}…', title, where),
    run: async (client, signal) => {
      await context.api.delete(client, id, signal);
      onDeleted(target);
      if (context.environments.active === environment) {
        context.lists.remove(id);
      }
    },
    after: () => context.changes.fire(target),
    done: toDone(where),
  });
}
