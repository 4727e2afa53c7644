import { posix } from 'node:path';
import * as vscode from 'vscode';
import { runCommand } from '../ui/commands';
import { showErrorText } from '../ui/errorMessage';
import { ask, notify, pickOne } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { askWhereToSave } from '../ui/saveFile';
import { findIdFiles, getActiveIdFile, isIdFile, readText, rememberIdFile, replaceText } from './idFile';
import { getFormat, type Format } from './idFormats';
import { readIdText, updateText, type IdText } from './idText';
import {
  logContext,
  readTemplates,
  showResult,
  type Reading,
  type TemplateIdsContext,
} from './readTemplates';
import { findVanished, type EntryChange } from './syncEntries';

/**
 * **Export Template IDs…**: writes the IDs of both environments to a file that the user chooses. Rejects as
 * {@link readTemplates} does.
 */
export async function exportTemplateIds(context: TemplateIdsContext): Promise<void> {
  const reading = await readTemplates(context);
  if (reading === undefined) {
    return;
  }
  const { live = [], sandbox = [] } = reading.world;
  if (live.length + sandbox.length === 0) {
    context.log.detach(logContext, showResult(l10n.t('There are no templates to export yet.'), reading));
    return;
  }
  const uri = await askForFile();
  if (uri !== undefined) {
    // The save dialog has asked whether another file may be replaced.
    await writeIds(context, uri, reading, true);
  }
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const title = l10n.t('Export Template IDs (Live and Sandbox)');
  const files: Readonly<Record<Format['kind'], readonly [name: string, filter: string, extension: string]>> =
    {
      typescript: ['opensignTemplates.ts', 'TypeScript', 'ts'],
      json: ['opensign-templates.json', 'JSON', 'json'],
      python: ['opensign_templates.py', 'Python', 'py'],
      env: ['opensign-templates.env', l10n.t('Environment Variables'), 'env'],
    };
  const preferred = files[getPreferredKind()];
  const ordered = [preferred, ...Object.values(files).filter((file) => file !== preferred)];
  const filters = Object.fromEntries(ordered.map(([, filter, extension]) => [filter, [extension]]));
  for (;;) {
    const uri = await askWhereToSave(title, preferred[0], filters);
    if (uri === undefined || getFormat(uri.path) !== undefined) {
      return uri;
    }
    const again = l10n.t('Choose Another Name');
    const question = l10n.t('IDs can’t be written to {0}.', posix.basename(uri.path));
    const detail = l10n.t('The name has to end in .ts, .json, .py or .env.');
    if ((await ask(question, detail, again)) !== again) {
      return undefined;
    }
  }
}

/** The kind that fits the code in the active editor. */
function getPreferredKind(): Format['kind'] {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId.startsWith('javascript') === true
    ? 'json'
    : (getFormat(document?.uri.path ?? '')?.kind ?? 'typescript');
}

/**
 * **Update Template IDs**: updates the given ID file, the one in the active editor, or one that is found. Rejects as
 * {@link readTemplates} does.
 */
export async function updateTemplateIds(
  context: TemplateIdsContext,
  args: readonly unknown[],
): Promise<void> {
  const uri = await chooseIdFile(context, args);
  const reading = uri && (await readTemplates(context));
  if (uri !== undefined && reading !== undefined) {
    await writeIds(context, uri, reading, false);
  }
}

async function chooseIdFile(
  { state, log }: TemplateIdsContext,
  [given]: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) {
    if (await isIdFile(given)) {
      return given;
    }
    const name = posix.basename(given.path);
    log.detach(logContext, offerExport(l10n.t('{0} has no exported template IDs.', name)));
    return undefined;
  }
  const active = await getActiveIdFile();
  if (active !== undefined) {
    return active;
  }
  const files = await findIdFiles(state);
  if (files.length === 0) {
    log.detach(logContext, offerExport(l10n.t('No file with template IDs was found.')));
  }
  return files.length > 1 ? pickIdFile(files) : files[0];
}

async function pickIdFile(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = files.map((uri) => ({
    label: posix.basename(uri.path),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  const title = l10n.t('Update Template IDs');
  const placeHolder = l10n.t('Select a file to update');
  return (await pickOne(items, { title, placeHolder, matchOnDescription: true }))?.uri;
}

async function offerExport(message: string): Promise<void> {
  const button = l10n.t('Export Template IDs…');
  if ((await notify('information', message, button)) === button) {
    await runCommand('opensign.exportTemplateIds');
  }
}

/**
 * Updates a file and reports what changed. Asks before edits by hand are lost, and when the IDs look like another
 * account's. Nothing is written when nothing changed.
 */
async function writeIds(
  context: TemplateIdsContext,
  uri: vscode.Uri,
  reading: Reading,
  mayReplaceForeign: boolean,
): Promise<void> {
  const format = getFormat(uri.path);
  if (format === undefined) {
    return;
  }
  const name = posix.basename(uri.path);
  const text = await readText(uri);
  const old = readIdText(text ?? '', format);
  const isEdited = old.state === 'edited' || (old.state === 'foreign' && !mayReplaceForeign);
  if ((isEdited && !(await mayLoseEdits(name, old, format))) || !(await mayLoseIds(name, old, reading))) {
    return;
  }
  const updated = updateText(text, format, reading.world);
  if (updated.text !== text && !(await tryReplace(context, uri, text, updated.text))) {
    const message = l10n.t('Couldn’t write {0}. Check whether it’s read-only or has changed.', name);
    context.log.detach(logContext, showErrorText({ message }));
    return;
  }
  await rememberIdFile(context.state, uri);
  const { entries, changes } = updated;
  const message =
    old.state !== 'generated'
      ? entries.length === 1
        ? l10n.t('Wrote the IDs of one template to {0}.', name)
        : l10n.t('Wrote the IDs of {0} templates to {1}.', entries.length, name)
      : changes.length === 0
        ? l10n.t('{0} is already up to date.', name)
        : l10n.t('Updated {0}: {1}.', name, passage(summarize(changes)));
  const show = async () => {
    if (await showResult(message, reading, l10n.t('Open File'))) {
      await vscode.window.showTextDocument(uri);
    }
  };
  context.log.detach(logContext, show());
}

async function mayLoseEdits(name: string, { entries }: IdText, { kind }: Format): Promise<boolean> {
  const button = l10n.t('Replace');
  const details = [
    l10n.t('It was edited by hand, and these edits will be lost.'),
    ...(kind === 'env' ? [l10n.t('Other variables stay.')] : []),
    ...(entries.length === 0 ? [l10n.t('Templates may get other identifiers.')] : []),
  ];
  return (await ask(l10n.t('Replace the IDs in {0}?', name), details.join(' '), button)) === button;
}

async function mayLoseIds(name: string, { entries }: IdText, { world }: Reading): Promise<boolean> {
  const button = l10n.t('Replace');
  for (const { environment, count } of findVanished(entries, world)) {
    const where = environmentName(environment);
    const question = l10n.t('Replace all {0} IDs in {1}?', where, name);
    const detail = l10n.t(
      'None of its {0} IDs exist in {1}. The token may belong to another account.',
      count,
      where,
    );
    if ((await ask(question, detail, button)) !== button) {
      return false;
    }
  }
  return true;
}

async function tryReplace(
  { log }: TemplateIdsContext,
  uri: vscode.Uri,
  before: string | undefined,
  after: string,
): Promise<boolean> {
  try {
    return await replaceText(uri, before, after);
  } catch (error) {
    log.error(logContext, error);
    return false;
  }
}

/** "2 added, 1 renamed, 1 removed" */
function summarize(changes: readonly EntryChange[]): string {
  const count = (kind: EntryChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const parts: readonly (readonly [count: number, text: string])[] = [
    [count('added'), l10n.t('{0} added', count('added'))],
    [count('renamed'), l10n.t('{0} renamed', count('renamed'))],
    [count('changed'), l10n.t('{0} with new IDs', count('changed'))],
    [count('removed'), l10n.t('{0} removed', count('removed'))],
  ];
  return parts.flatMap(([number, text]) => (number === 0 ? [] : [text])).join(', ');
}
