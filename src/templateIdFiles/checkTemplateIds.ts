import * as vscode from 'vscode';
import { otherEnvironment } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { pickOne, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { detach, type TemplateIdsContext } from './idFilesContext';
import type { TemplateFact } from './entry';
import { findingsOf, type Finding } from './idFileFindings';
import { formatOf } from './format';
import { readText } from './idFile';
import { readIdText } from './idText';
import { inStep, type EntryChange } from './syncEntries';
import { editedIdFile, knownIdFiles } from './knownFiles';
import { readBoth, type Reading } from './readBoth';
import { changeText, showWithRemark, skippedRemark } from './idFileWords';

interface CheckItem extends vscode.QuickPickItem {
  /** Absent on separators. */
  run?(): Promise<void>;
}

/**
 * **Check Template IDs**: lists what exists in one environment only, what is there twice, and what is out of step in
 * the id files. Changes nothing by itself. Rejects as a read does when neither environment can be read.
 */
export async function checkTemplateIds(context: TemplateIdsContext): Promise<void> {
  const reading = await readBoth(context, (where, reason) =>
    l10n.t('The templates of {0} could not be read. {1}', where, passage(reason)),
  );
  if (reading === undefined) {
    return;
  }
  const files = await filesToCheck(context);
  const ofFiles = (await Promise.all(files.map((uri) => fileItems(uri, reading)))).flat();
  const items = [...templateItems(context, reading), ...ofFiles];
  const remark = skippedRemark(reading.skipped);
  if (items.length === 0) {
    detach(context, showWithRemark(allRight(files, remark !== undefined), remark).then());
    return;
  }
  const chosen = await pickOne([...items, ...skippedItems(reading)], {
    title: l10n.t('Check Template IDs (live and sandbox)'),
    placeHolder: l10n.t('Choose an entry to do something about it'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.run?.();
}

async function filesToCheck(context: TemplateIdsContext): Promise<readonly vscode.Uri[]> {
  const edited = await editedIdFile();
  const known = await knownIdFiles(context);
  const others = known.filter((uri) => uri.toString() !== edited?.toString());
  return edited === undefined ? others : [edited, ...others];
}

function allRight(files: readonly vscode.Uri[], half: boolean): string {
  const names = files.map((uri) => vscode.workspace.asRelativePath(uri)).join(', ');
  if (half) {
    return l10n.t('Nothing is wrong as far as it could be compared.');
  }
  return files.length === 0
    ? l10n.t('Live and sandbox have the same templates, each title once.')
    : l10n.t('Live and sandbox have the same templates, each title once. In step: {0}.', passage(names));
}

function templateItems(context: TemplateIdsContext, { world }: Reading): readonly CheckItem[] {
  const findings = findingsOf(world);
  const items: CheckItem[] = [];
  let group = '';
  for (const finding of findings) {
    const label = groupName(finding);
    if (label !== group) {
      group = label;
      items.push({ label, kind: vscode.QuickPickItemKind.Separator });
    }
    items.push(itemFor(context, finding));
  }
  return items;
}

function groupName({ kind, environment }: Finding): string {
  const where = environmentName(environment);
  return kind === 'alone' ? l10n.t('Only in {0}', where) : l10n.t('More than once in {0}', where);
}

function itemFor(context: TemplateIdsContext, finding: Finding): CheckItem {
  const { kind, environment, facts } = finding;
  const title = shown(facts[0]);
  const other = environmentName(otherEnvironment(environment));
  return {
    label: title,
    iconPath: new vscode.ThemeIcon(kind === 'alone' ? 'circle-slash' : 'files'),
    description: kind === 'alone' ? l10n.t('not in {0}', other) : l10n.t('{0} times', facts.length),
    detail: facts.map(({ id }) => id).join(', '),
    run: () => chooseAction(context, finding),
  };
}

/** Nothing that changes anything by itself: the other command asks again. */
async function chooseAction(
  { environments }: TemplateIdsContext,
  { kind, environment, facts }: Finding,
): Promise<void> {
  const where = environmentName(environment);
  const copies = facts.map(({ id }): CheckItem => ({
    label: l10n.t('Copy ID'),
    iconPath: new vscode.ThemeIcon('copy'),
    description: id,
    run: () => copyId(id, where),
  }));
  // That command is about templates of the active environment.
  const canCopy = kind === 'alone' && environments.active === environment;
  const copyTemplate: CheckItem = {
    label: l10n.t('Copy Template to Other Environment…'),
    iconPath: new vscode.ThemeIcon('arrow-swap'),
    run: () => runCommand('opensign.copyTemplateToOther'),
  };
  const title = l10n.t('“{0}” in {1}', shown(facts[0]), where);
  const chosen = await pickOne([...copies, ...(canCopy ? [copyTemplate] : [])], {
    title,
    matchOnDescription: true,
  });
  await chosen?.run?.();
}

async function copyId(id: string, where: string): Promise<void> {
  await vscode.env.clipboard.writeText(id);
  showStatus(l10n.t('Template ID {0} ({1}) copied', id, where), 5000);
}

async function fileItems(uri: vscode.Uri, { world }: Reading): Promise<readonly CheckItem[]> {
  const format = formatOf(uri.path);
  const text = await readText(uri);
  if (format === undefined || text === undefined) {
    return [];
  }
  const update = () => runCommand('opensign.updateTemplateIds', uri);
  const path = vscode.workspace.asRelativePath(uri);
  const separator = {
    label: l10n.t('Out of step: {0}', path),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const read = readIdText(text, format);
  if (read.state !== 'ours') {
    const row = {
      label: l10n.t('The IDs in the file cannot be read'),
      iconPath: new vscode.ThemeIcon('warning'),
      description: l10n.t('it was edited by hand'),
    };
    return [separator, { ...row, run: update }];
  }
  const { changes } = inStep(read.entries, world, format.naming);
  const item = (change: EntryChange): CheckItem => ({
    label: change.title,
    iconPath: new vscode.ThemeIcon('diff'),
    description: changeText(change),
    detail: change.identifier,
    run: update,
  });
  return changes.length === 0 ? [] : [separator, ...changes.map(item)];
}

function skippedItems({ skipped }: Reading): readonly CheckItem[] {
  const remark = skippedRemark(skipped);
  if (remark === undefined) {
    return [];
  }
  const { text, action } = remark;
  const separator = { label: l10n.t('Not compared'), kind: vscode.QuickPickItemKind.Separator };
  const item: CheckItem = {
    label: action?.title ?? l10n.t('Not compared'),
    iconPath: new vscode.ThemeIcon('key'),
    detail: text,
    run: async () => {
      if (action !== undefined) {
        await vscode.commands.executeCommand(action.command, ...action.args);
      }
    },
  };
  return [separator, item];
}

function shown({ title }: TemplateFact): string {
  return titleOf(title === '' ? {} : { title });
}
