import * as vscode from 'vscode';
import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { getFileName } from '../ui/text';
import { askWhereToSave } from '../ui/saveFile';
import { detach, type TemplateIdsContext } from './idFilesContext';
import { formatOf, type Format } from './format';
import { readBoth } from './readBoth';
import { showWithRemark, skippedRemark } from './idFileWords';
import { writeIds } from './writeIds';

/** Names of files as each language has them. */
const defaultNames: Readonly<Record<Format['kind'], string>> = {
  typescript: 'opensignTemplates.ts',
  json: 'opensign-templates.json',
  python: 'opensign_templates.py',
  env: 'opensign-templates.env',
};

/**
 * **Export Template IDs…**: writes the ids of both environments to a file that the user chooses. Rejects as a read does
 * when neither environment can be read.
 */
export async function exportTemplateIds(context: TemplateIdsContext): Promise<void> {
  const reading = await readBoth(context, (where, reason) =>
    l10n.t('The templates of {0} could not be read, so nothing was written. {1}', where, passage(reason)),
  );
  if (reading === undefined) {
    return;
  }
  const { live = [], sandbox = [] } = reading.world;
  if (live.length + sandbox.length === 0) {
    const message = l10n.t('There are no templates yet, so there are no IDs to write.');
    detach(context, showWithRemark(message, skippedRemark(reading.skipped)).then());
    return;
  }
  const uri = await choosePlace();
  if (uri !== undefined) {
    // The dialog asked already whether something else may be replaced.
    await writeIds(context, uri, reading, true);
  }
}

async function choosePlace(): Promise<vscode.Uri | undefined> {
  const title = l10n.t('Export Template IDs (live and sandbox)');
  const kind = kindOfEditor();
  const all: Readonly<Record<Format['kind'], readonly [string, string]>> = {
    typescript: ['TypeScript', 'ts'],
    json: ['JSON', 'json'],
    python: ['Python', 'py'],
    env: [l10n.t('Environment Variables'), 'env'],
  };
  const ordered = [all[kind], ...Object.values(all).filter((one) => one !== all[kind])];
  const filters = Object.fromEntries(ordered.map(([name, extension]) => [name, [extension]]));
  for (;;) {
    const uri = await askWhereToSave(title, defaultNames[kind], filters);
    if (uri === undefined || formatOf(uri.path) !== undefined) {
      return uri;
    }
    const again = l10n.t('Choose Another Name');
    const question = l10n.t('IDs cannot be written to {0}.', getFileName(uri));
    const detail = l10n.t('The name has to end in .ts, .json, .py or .env.');
    if ((await ask(question, detail, again)) !== again) {
      return undefined;
    }
  }
}

/** What fits the code at hand. */
function kindOfEditor(): Format['kind'] {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    return 'typescript';
  }
  return /^javascript/.test(document.languageId)
    ? 'json'
    : (formatOf(document.uri.path)?.kind ?? 'typescript');
}
