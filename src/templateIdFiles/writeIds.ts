import * as vscode from 'vscode';
import { showErrorText } from '../ui/errorMessage';
import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { getFileName } from '../ui/text';
import { environmentName } from '../ui/names';
import { detach, type TemplateIdsContext } from './idFilesContext';
import { formatOf, type Format } from './format';
import { readText, replaceText } from './idFile';
import { readIdText, rewrite, type IdText, type Rewritten } from './idText';
import { vanished } from './syncEntries';
import { remember } from './knownFiles';
import type { Reading } from './readBoth';
import { figures, showWithRemark, skippedRemark } from './idFileWords';

/**
 * Brings a file in step and says what changed. Asks before anything that was edited by hand is lost, and when the ids
 * look like another account's. `mayReplace`: that something else is replaced was agreed to already. Nothing is written
 * when nothing changed.
 */
export async function writeIds(
  context: TemplateIdsContext,
  uri: vscode.Uri,
  reading: Reading,
  mayReplace: boolean,
): Promise<void> {
  const format = formatOf(uri.path);
  if (format === undefined) {
    return;
  }
  const text = await readText(uri);
  const read: IdText = text === undefined ? { state: 'foreign' } : readIdText(text, format);
  if (!(await mayWrite(uri, read, format, reading, text === undefined || mayReplace))) {
    return;
  }
  const rewritten = rewrite(text, format, reading.world);
  if (rewritten.text !== text && !(await write(context, uri, text, rewritten.text))) {
    return;
  }
  await remember(context, uri);
  const message = messageFor(getFileName(uri), read, rewritten);
  detach(context, tell(uri, message, reading));
}

async function mayWrite(
  uri: vscode.Uri,
  read: IdText,
  format: Format,
  { world }: Reading,
  mayReplace: boolean,
): Promise<boolean> {
  const name = getFileName(uri);
  const button = l10n.t('Replace');
  if (read.state !== 'ours') {
    const lost =
      format.rest === undefined
        ? l10n.t('Everything in it is replaced, and templates may get other identifiers.')
        : l10n.t('Other variables in it stay, but templates may get other identifiers.');
    const detail = l10n.t('It was edited by hand, so its IDs cannot be read any more. {0}', passage(lost));
    return (
      (read.state === 'foreign' && mayReplace) ||
      (await ask(l10n.t('Replace the IDs in {0}?', name), detail, button)) === button
    );
  }
  for (const { environment, count } of vanished(read.entries, world)) {
    const where = environmentName(environment);
    const question = l10n.t('Replace all IDs of {0} in {1}?', where, name);
    const detail = l10n.t(
      'None of its {0} IDs of {1} exists there now. Perhaps the token belongs to another account.',
      count,
      where,
    );
    if ((await ask(question, detail, button)) !== button) {
      return false;
    }
  }
  return true;
}

/** Resolves with false when it did not work out, which is told. */
async function write(
  context: TemplateIdsContext,
  uri: vscode.Uri,
  before: string | undefined,
  after: string,
): Promise<boolean> {
  try {
    if (await replaceText(uri, before, after)) {
      return true;
    }
  } catch (error) {
    context.log.error('opensign.templateIds', error);
  }
  const message = l10n.t(
    '{0} could not be written. Is it read-only, or did it change meanwhile?',
    getFileName(uri),
  );
  detach(context, showErrorText({ message }));
  return false;
}

function messageFor(name: string, read: IdText, { entries, changes }: Rewritten): string {
  if (read.state !== 'ours') {
    return entries.length === 1
      ? l10n.t('The IDs of one template were written to {0}.', name)
      : l10n.t('The IDs of {0} templates were written to {1}.', entries.length, name);
  }
  return changes.length === 0
    ? l10n.t('{0} was in step already.', name)
    : l10n.t('{0} is in step now: {1}.', name, passage(figures(changes)));
}

async function tell(uri: vscode.Uri, message: string, { skipped }: Reading): Promise<void> {
  if (await showWithRemark(message, skippedRemark(skipped), l10n.t('Open File'))) {
    await vscode.window.showTextDocument(uri);
  }
}
