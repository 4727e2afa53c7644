import type * as vscode from 'vscode';
import type { Changes } from '../api/template';
import { OpenSignError } from '../api/errors';
import { guardedWrite, type WriteQuestion } from '../environment/guardedWrite';
import { askForText, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { getTitle, titleRemark } from '../ui/title';
import type { ApiObject, ObjectRef } from './objectChanges';
import { readAgain, type Arguments, type ObjectContext } from './objectCommands';

export async function renameObject(context: ObjectContext, args: Arguments): Promise<void> {
  const { texts } = context;
  const target = await context.getTarget(args, texts.titles.rename);
  if (target !== undefined) {
    const title = getTitle(target);
    await editText(context, target, {
      purpose: texts.titles.rename,
      prompt: l10n.t('New title of “{0}”', title),
      old: target.title ?? '',
      validate: titleRemark,
      toChanges: (name) => ({ name }),
      toQuestion: (name) => ({
        question: l10n.t('Rename “{0}” in Live?', title),
        detail: texts.renameDetail(name),
        button: l10n.t('Rename in Live'),
      }),
      getNew: (object) => object.title,
      toDone: (where) => texts.renamed(where),
    });
  }
}

export async function editNote(context: ObjectContext, args: Arguments): Promise<void> {
  const { texts } = context;
  const target = await context.getTarget(args, texts.titles.editNote);
  if (target !== undefined) {
    const title = getTitle(target);
    const { note = '' } = target.object;
    const emptyText = l10n.t('The API can’t remove a note. You can remove it in the browser.');
    await editText(context, target, {
      purpose: texts.titles.editNote,
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
      toDone: (where) => texts.noteChanged(where),
    });
  }
}

interface Edit {
  readonly purpose: string;
  readonly prompt: string;
  readonly old: string;
  readonly validate: NonNullable<vscode.InputBoxOptions['validateInput']>;
  readonly toChanges: (text: string) => Changes;
  readonly toQuestion: (text: string) => WriteQuestion;
  readonly getNew: (object: ApiObject) => string | undefined;
  readonly toDone: (where: string) => string;
}

/** Asks for a new text, writes it, and reads it back. */
async function editText(
  context: ObjectContext,
  target: ObjectRef,
  { purpose, prompt, old, validate, toChanges, toQuestion, getNew, toDone }: Edit,
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
    title: l10n.t('Changing “{0}” in {1}…', getTitle(target), where),
    run: (client, signal) => context.api.update(client, id, toChanges(text), signal),
    after: () => context.changes.fire(target),
  });
  if (written === undefined) {
    return;
  }
  let object: ApiObject | undefined;
  try {
    object = await readAgain(context, target);
  } catch (error) {
    if (!(error instanceof OpenSignError)) {
      throw error;
    }
  }
  if (object === undefined || getNew(object) === text) {
    showStatus(toDone(where), 5000);
  } else {
    const shown = passage(getNew(object) ?? '');
    void notify('warning', l10n.t('OpenSign accepted the change, but shows “{0}”.', shown));
  }
}

/** Archives an object, after asking in either environment: the API can’t restore it. */
export async function deleteObject(context: ObjectContext, args: Arguments): Promise<void> {
  const { environments, lists, changes, api, texts } = context;
  const target = await context.getTarget(args, texts.titles.delete);
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const where = environmentName(environment);
  const title = getTitle(target);
  await guardedWrite(environments, {
    environment,
    confirm: 'always',
    question: () => ({
      question: texts.deleteQuestion(title, where),
      detail: texts.deleteDetail(id),
      button: environment === 'live' ? l10n.t('Delete in Live') : l10n.t('Delete in Sandbox'),
    }),
    title: l10n.t('Deleting “{0}” in {1}…', title, where),
    run: async (client, signal) => {
      await api.delete(client, id, signal);
      context.onDeleted?.(target);
      if (environments.active === environment) {
        lists.remove(id);
      }
    },
    after: () => changes.fire(target),
    done: texts.deleted(where),
  });
}
