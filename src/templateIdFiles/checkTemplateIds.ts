import * as vscode from 'vscode';
import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { pickOne, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { findIdFiles, getActiveIdFile, readText } from './idFile';
import { getFormat } from './idFormats';
import { readIdText } from './idText';
import { byAge, cleanTitle, environmentOrder, foldTitle, groupBy, hasTitle } from './matchTemplates';
import type { TemplateFact, World } from './matchTemplates';
import {
  logContext,
  readTemplates,
  showResult,
  type Reading,
  type TemplateIdsContext,
} from './readTemplates';
import { syncEntries, type EntryChange } from './syncEntries';

interface CheckItem extends vscode.QuickPickItem {
  /** Absent on separators. */
  run?(): Promise<void>;
}

/** Templates that differ between the environments. */
interface Finding {
  /** `alone`: no template of this title in the other environment. `duplicate`: several templates of one title. */
  readonly kind: 'alone' | 'duplicate';
  readonly environment: EnvironmentName;
  /** As it is shown. */
  readonly title: string;
  /** One for `alone`, at least two for `duplicate`, the oldest first. */
  readonly ids: readonly string[];
}

/**
 * **Check Template IDs**: lists templates of one environment only, duplicate titles, and what is out of date in the ID
 * files. Changes nothing. Rejects as {@link readTemplates} does.
 */
export async function checkTemplateIds(context: TemplateIdsContext): Promise<void> {
  const reading = await readTemplates(context);
  if (reading === undefined) {
    return;
  }
  const active = await getActiveIdFile();
  const known = await findIdFiles(context.state);
  const others = known.filter((uri) => uri.toString() !== active?.toString());
  const files = active === undefined ? others : [active, ...others];
  const fileItems = await Promise.all(files.map((uri) => getFileItems(uri, reading)));
  const items = [...getTemplateItems(context, reading), ...fileItems.flat()];
  if (items.length === 0) {
    context.log.detach(logContext, showResult(getSuccessText(files, reading), reading));
    return;
  }
  const chosen = await pickOne([...items, ...getSkippedItems(reading)], {
    title: l10n.t('Check Template IDs (Live and Sandbox)'),
    placeHolder: l10n.t('Select an item to resolve it'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.run?.();
}

function getSuccessText(files: readonly vscode.Uri[], { skipped }: Reading): string {
  if (skipped !== undefined) {
    return l10n.t('No problems found, but Live and Sandbox couldn’t be compared.');
  }
  const names = files.map((uri) => vscode.workspace.asRelativePath(uri)).join(', ');
  return files.length === 0
    ? l10n.t('Live and Sandbox have the same templates, without duplicate titles.')
    : l10n.t(
        'Live and Sandbox have the same templates, without duplicate titles. Up to date: {0}.',
        passage(names),
      );
}

function getTemplateItems(context: TemplateIdsContext, { world }: Reading): readonly CheckItem[] {
  return environmentOrder.flatMap((environment) => {
    const where = environmentName(environment);
    const other = environmentName(otherEnvironment(environment));
    const section = (label: string, icon: string, findings: readonly Finding[]): readonly CheckItem[] => [
      ...(findings.length === 0 ? [] : [toSeparator(label)]),
      ...findings.map((finding) => ({
        label: finding.title,
        iconPath: new vscode.ThemeIcon(icon),
        description:
          finding.kind === 'alone' ? l10n.t('not in {0}', other) : l10n.t('{0} times', finding.ids.length),
        detail: finding.ids.join(', '),
        run: () => chooseAction(context, finding),
      })),
    ];
    return [
      ...section(l10n.t('Only in {0}', where), 'circle-slash', findAlone(world, environment)),
      ...section(l10n.t('Duplicate titles in {0}', where), 'files', findDuplicates(world, environment)),
    ];
  });
}

/** Nothing when an environment wasn't read. */
function findAlone(world: World, environment: EnvironmentName): readonly Finding[] {
  const facts = world[environment];
  const others = world[otherEnvironment(environment)];
  if (facts === undefined || others === undefined) {
    return [];
  }
  const known = new Set(others.map(({ title }) => foldTitle(title)));
  return facts
    .filter(({ title }) => !hasTitle(title) || !known.has(foldTitle(title)))
    .sort(byAge)
    .map((fact) => toFinding('alone', environment, [fact]));
}

function findDuplicates(world: World, environment: EnvironmentName): readonly Finding[] {
  const titled = (world[environment] ?? []).filter(({ title }) => hasTitle(title)).sort(byAge);
  const groups = [...groupBy(titled, ({ title }) => cleanTitle(title)).values()];
  return groups
    .filter((facts) => facts.length > 1)
    .map((facts) => toFinding('duplicate', environment, facts));
}

function toFinding(
  kind: Finding['kind'],
  environment: EnvironmentName,
  facts: readonly TemplateFact[],
): Finding {
  const title = facts[0]?.title ?? '';
  const ids = facts.map(({ id }) => id);
  return { kind, environment, title: getTitle(title === '' ? {} : { title }), ids };
}

async function chooseAction({ environments }: TemplateIdsContext, finding: Finding): Promise<void> {
  const { kind, environment, title, ids } = finding;
  const where = environmentName(environment);
  const copyIds = ids.map((id): CheckItem => ({
    label: l10n.t('Copy ID'),
    iconPath: new vscode.ThemeIcon('copy'),
    description: id,
    run: async () => {
      await vscode.env.clipboard.writeText(id);
      showStatus(l10n.t('Copied template ID {0} ({1})', id, where), 5000);
    },
  }));
  const copyTemplate: CheckItem = {
    label: l10n.t('Copy Template to Other Environment…'),
    iconPath: new vscode.ThemeIcon('arrow-swap'),
    run: () => runCommand('opensign.copyTemplateToOther'),
  };
  // That command offers templates of the active environment.
  const canCopy = kind === 'alone' && environments.active === environment;
  const items = [...copyIds, ...(canCopy ? [copyTemplate] : [])];
  const chosen = await pickOne(items, {
    title: l10n.t('“{0}” in {1}', title, where),
    matchOnDescription: true,
  });
  await chosen?.run?.();
}

async function getFileItems(uri: vscode.Uri, { world }: Reading): Promise<readonly CheckItem[]> {
  const format = getFormat(uri.path);
  const text = await readText(uri);
  if (format === undefined || text === undefined) {
    return [];
  }
  const run = () => runCommand('opensign.updateTemplateIds', uri);
  const separator = toSeparator(l10n.t('Out of date: {0}', vscode.workspace.asRelativePath(uri)));
  const { state, entries } = readIdText(text, format);
  if (state !== 'generated') {
    const iconPath = new vscode.ThemeIcon('warning');
    return [separator, { label: l10n.t('The file was edited by hand'), iconPath, run }];
  }
  const items = syncEntries(entries, world, format.naming).changes.map((change): CheckItem => ({
    label: change.title,
    iconPath: new vscode.ThemeIcon('diff'),
    description: describeChange(change),
    detail: change.identifier,
    run,
  }));
  return items.length === 0 ? [] : [separator, ...items];
}

function describeChange({ kind }: EntryChange): string {
  switch (kind) {
    case 'added':
      return l10n.t('not in the file yet');
    case 'renamed':
      return l10n.t('has a new title');
    case 'changed':
      return l10n.t('has new IDs');
    case 'removed':
      return l10n.t('no longer exists');
  }
}

function getSkippedItems({ skipped }: Reading): readonly CheckItem[] {
  if (skipped === undefined) {
    return [];
  }
  const { message, action } = skipped;
  const item: CheckItem = {
    label: action?.title ?? l10n.t('Not compared'),
    iconPath: new vscode.ThemeIcon('key'),
    detail: message,
    run: async () => {
      if (action !== undefined) {
        await vscode.commands.executeCommand(action.command, ...action.args);
      }
    },
  };
  return [toSeparator(l10n.t('Not compared')), item];
}

function toSeparator(label: string): CheckItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
