import * as vscode from 'vscode';
import { runCommand } from '../ui/commands';
import { notify, pickOne } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { getFileName } from '../ui/text';
import { detach, type TemplateIdsContext } from './idFilesContext';
import { isIdFile } from './idFile';
import { editedIdFile, knownIdFiles } from './knownFiles';
import { readBoth } from './readBoth';
import { writeIds } from './writeIds';

/**
 * **Update Template IDs**: brings an id file in step with the templates of both environments. The file is the one that
 * is given, or being edited, or known, or found. Rejects as a read does when neither environment can be read.
 */
export async function updateTemplateIds(
  context: TemplateIdsContext,
  args: readonly unknown[],
): Promise<void> {
  const uri = await chooseFile(context, args);
  if (uri === undefined) {
    return;
  }
  const reading = await readBoth(context, (where, reason) =>
    l10n.t('The templates of {0} could not be read, so nothing was written. {1}', where, passage(reason)),
  );
  if (reading !== undefined) {
    await writeIds(context, uri, reading, false);
  }
}

async function chooseFile(
  context: TemplateIdsContext,
  [given]: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) {
    if (await isIdFile(given)) {
      return given;
    }
    detach(context, offerExport(l10n.t('{0} holds no exported template IDs.', getFileName(given))));
    return undefined;
  }
  const edited = await editedIdFile();
  if (edited !== undefined) {
    return edited;
  }
  const files = await knownIdFiles(context);
  if (files.length === 0) {
    detach(context, offerExport(l10n.t('There is no file with template IDs here yet.')));
    return undefined;
  }
  return files.length === 1 ? files[0] : pickFile(files);
}

async function pickFile(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = files.map((uri) => ({
    label: getFileName(uri),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  const title = l10n.t('Update Template IDs');
  const placeHolder = l10n.t('Which file should be updated?');
  return (await pickOne(items, { title, placeHolder, matchOnDescription: true }))?.uri;
}

async function offerExport(message: string): Promise<void> {
  const button = l10n.t('Export Template IDs…');
  if ((await notify('information', message, button)) === button) {
    await runCommand('opensign.exportTemplateIds');
  }
}
