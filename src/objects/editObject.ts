import type * as vscode from 'vscode';
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

/** The texts of a change that differ between kinds of objects. */
export interface EditTexts {
  readonly purpose: string;
  readonly toDone: (where: string) => string;
}

/** Changes an object’s title. `toDetail` explains the change in Live. */
export async function renameObject<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  { toDetail, ...texts }: EditTexts & { readonly toDetail: (name: string) => string },
): Promise<void> {
  const target = await context.getTarget(args, texts.purpose);
  if (target !== undefined) {
    const title = titleOf(target);
    await editText(context, target, texts, {
      prompt: l10n.t('New title of “{0}”', title),
      old: target.title ?? '',
      validate: titleRemark,
      toChanges: (name) => ({ name }),
      toQuestion: (name) => ({
        question: l10n.t('Rename “{0}” in Live?', title),
        detail: toDetail(name),
        button: l10n.t('Rename in Live'),
      }),
      getNew: (object) => object.title,
    });
  }
}

/** Changes an object’s note. */
export async function editNote<T extends ApiObject>(
  context: ObjectContext<T>,
  args: readonly unknown[],
  texts: EditTexts,
): Promise<void> {
  const target = await context.getTarget(args, texts.purpose);
  if (target !== undefined) {
    const title = titleOf(target);
    const { note = '' } = target.object;
    const emptyText = l10n.t('The API can’t remove a note. You can remove it in the browser.');
    await editText(context, target, texts, {
      prompt: /[\r\n]/.test(note)
        ? l10n.t('Note of “{0}”. Its line breaks become spaces here.', title)
        : l10n.t('Note of “{0}”', title),
      old: oneLine(note),
      validate: (text) => (text.trim() === '' ? emptyText : undefined),
      toChanges: (text) => ({ note: text }),
      toQuestion: (text) => ({
        question: l10n.t('Edit the note of “{0}” in Live?', title),
        detail: l10n.t('The new note is “{0}”.', passage(text)),
        button: l10n.t('Edit in Live'),
      }),
      getNew: (object) => object.note,
    });
  }
}

interface Edit<T> {
  readonly prompt: string;
  readonly old: string;
  readonly validate: NonNullable<vscode.InputBoxOptions['validateInput']>;
  readonly toChanges: (text: string) => Changes;
  readonly toQuestion: (text: string) => WriteQuestion;
  readonly getNew: (object: T) => string | undefined;
}

/** Asks for a new text, writes it, and reads it back. */
async function editText<T extends ApiObject>(
  context: ObjectContext<T>,
  target: ObjectTarget<T>,
  { purpose, toDone }: EditTexts,
  { prompt, old, validate, toChanges, toQuestion, getNew }: Edit<T>,
): Promise<void> {
  const { environment, id } = target;
  const where = environmentName(environment);
  const title = l10n.t('{0} ({1})', purpose, where);
  const options = { title, prompt, value: old, ignoreFocusOut: true, validateInput: validate };
  const text = (await askForText(options))?.trim();
  if (text === undefined || text === '' || text === old) {
    return;
  }
  const written = await guardedWrite(context.environments, {
    environment,
    confirm: 'live',
    question: () => toQuestion(text),
    title: l10n.t('Changing “{0}” in {1}…', titleOf(target), where),
    run: (client, signal) => context.api.update(client, id, toChanges(text), signal),
    after: () => context.changes.fire(target),
  });
  if (written === undefined) {
    return;
  }
  const object = await readBack(context, target);
  if (object === undefined || getNew(object) === text) {
    showStatus(toDone(where), 5000);
  } else {
    const shown = passage(getNew(object) ?? '');
    void notify('warning', l10n.t('OpenSign accepted the change, but still shows “{0}”.', shown));
  }
}

/** Undefined when the object can’t be read. */
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
