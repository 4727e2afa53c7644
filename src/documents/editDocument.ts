import type { Changes } from '../api/template';
import { assertActive } from '../environment/active';
import { ask, askForText, notify, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { titleOf, titleRemark } from '../ui/title';
import { change, readBack } from './changeDocument';
import type { DocumentsContext } from './documentsContext';
import { targetOf, type Target } from './documentTarget';

/** Gives a document another title. */
export async function renameDocument(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Rename Document'));
  if (target === undefined) {
    return;
  }
  const { environment, document } = target;
  const where = environmentName(environment);
  const before = titleOf(document);
  const input = await askForText({
    title: l10n.t('Rename Document ({0})', where),
    prompt: l10n.t('New title of “{0}”', before),
    value: document.title ?? '',
    ignoreFocusOut: true,
    validateInput: titleRemark,
  });
  const name = input?.trim();
  if (name === undefined || name === '' || name === document.title) {
    return;
  }
  assertActive(context.environments, environment);
  if (environment === 'live') {
    const rename = l10n.t('Rename in Live');
    const question = l10n.t('Rename “{0}” in Live?', before);
    const detail = l10n.t('Its title becomes “{0}”. The signers see the new title.', name);
    if ((await ask(question, detail, rename)) !== rename) {
      return;
    }
  }
  await put(context, target, { name });
  const after = await readBack(context, target);
  if (after !== undefined && after.title !== name) {
    void notify(
      'warning',
      l10n.t('OpenSign accepted the new title, but the document is called “{0}”.', titleOf(after)),
    );
    return;
  }
  showStatus(l10n.t('Document renamed in {0}', where), 5000);
}

/** Gives a document another note. */
export async function editDocumentNote(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const target = await targetOf(context, args, l10n.t('Edit Document Note'));
  if (target === undefined) {
    return;
  }
  const { environment, document } = target;
  const where = environmentName(environment);
  const title = titleOf(document);
  const old = document.note ?? '';
  const input = await askForText({
    title: l10n.t('Edit Document Note ({0})', where),
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
  assertActive(context.environments, environment);
  if (environment === 'live') {
    const edit = l10n.t('Edit in Live');
    const question = l10n.t('Edit the note of “{0}” in Live?', title);
    if ((await ask(question, l10n.t('The note becomes “{0}”.', passage(note)), edit)) !== edit) {
      return;
    }
  }
  await put(context, target, { note });
  const after = await readBack(context, target);
  if (after !== undefined && after.note !== note) {
    void notify(
      'warning',
      l10n.t('OpenSign accepted the new note, but the document has the note “{0}”.', after.note ?? ''),
    );
    return;
  }
  showStatus(l10n.t('Note of the document changed in {0}', where), 5000);
}

async function put(context: DocumentsContext, target: Target, changes: Changes): Promise<void> {
  const { environment, document } = target;
  const where = environmentName(environment);
  const title = l10n.t('Changing “{0}” in {1}…', titleOf(document), where);
  await change(context, target, title, (client, signal) =>
    client.documents.update(document.id, changes, signal),
  );
}
