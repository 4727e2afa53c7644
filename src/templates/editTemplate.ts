import type { Changes } from '../api/template';
import { assertActive } from '../environment/active';
import { ask, askForText, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { titleOf, titleRemark } from '../ui/title';
import type { TemplateNode } from './templateNodes';
import { targetOf } from './templateTarget';
import { readBack, write, type WriteContext } from './templateWrite';

/** Gives a template another title. */
export async function renameTemplate(context: WriteContext, args: readonly unknown[]): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Rename Template'));
  if (node === undefined) {
    return;
  }
  const where = environmentName(node.environment);
  const before = titleOf(node.template);
  const input = await askForText({
    title: l10n.t('Rename Template ({0})', where),
    prompt: l10n.t('New title of “{0}”', before),
    value: node.template.title ?? '',
    ignoreFocusOut: true,
    validateInput: titleRemark,
  });
  const name = input?.trim();
  if (name === undefined || name === '' || name === node.template.title) {
    return;
  }
  assertActive(context.environments, node.environment);
  if (node.environment === 'live') {
    const rename = l10n.t('Rename in Live');
    const question = l10n.t('Rename “{0}” in Live?', before);
    const detail = l10n.t('Its title becomes “{0}”.', name);
    if ((await ask(question, detail, rename)) !== rename) {
      return;
    }
  }
  await change(context, node, { name });
  const after = await readBack(context, node);
  if (after !== undefined && after.title !== name) {
    void notify(
      'warning',
      l10n.t('OpenSign accepted the new title, but the template is called “{0}”.', titleOf(after)),
    );
    return;
  }
  showStatus(l10n.t('Template renamed in {0}', where), 5000);
}

/** Gives a template another note. */
export async function editTemplateNote(context: WriteContext, args: readonly unknown[]): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Edit Template Note'));
  if (node === undefined) {
    return;
  }
  const where = environmentName(node.environment);
  const title = titleOf(node.template);
  const old = node.template.note ?? '';
  const input = await askForText({
    title: l10n.t('Edit Template Note ({0})', where),
    prompt: /[\r\n]/.test(old)
      ? l10n.t('Note of “{0}”. Its line breaks become spaces here.', title)
      : l10n.t('Note of “{0}”', title),
    value: oneLine(old),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === ''
        ? l10n.t('The API cannot empty a note. It can be emptied in the browser.')
        : undefined,
  });
  const note = input?.trim();
  if (note === undefined || note === '' || note === oneLine(old)) {
    return;
  }
  assertActive(context.environments, node.environment);
  if (node.environment === 'live') {
    const edit = l10n.t('Edit in Live');
    const question = l10n.t('Edit the note of “{0}” in Live?', title);
    if ((await ask(question, l10n.t('The note becomes “{0}”.', passage(note)), edit)) !== edit) {
      return;
    }
  }
  await change(context, node, { note });
  const after = await readBack(context, node);
  if (after !== undefined && after.note !== note) {
    void notify(
      'warning',
      l10n.t('OpenSign accepted the new note, but the template has the note “{0}”.', after.note ?? ''),
    );
    return;
  }
  showStatus(l10n.t('Note of the template changed in {0}', where), 5000);
}

async function change(context: WriteContext, node: TemplateNode, changes: Changes): Promise<void> {
  const title = l10n.t('Changing “{0}” in {1}…', titleOf(node.template), environmentName(node.environment));
  await write(context, node, title, (client, signal) =>
    client.updateTemplate(node.template.id, changes, signal),
  );
}
