import * as vscode from 'vscode';
import type { Template } from '../api/template';
import { fetchTemplate } from '../api/download';
import { text } from '../api/values';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import type { ObjectSource } from '../objects/objectChanges';
import { getFileName } from '../ui/text';
import { ask, notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askWhereToSave } from '../ui/saveFile';
import { exists, getPair } from './layoutFile';
import { toLayoutText } from './layoutText';
import { askForKind, findUnsignedRoles, setKind } from './unsignedRoles';

interface Dependencies {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly templates: Pick<ObjectSource<Template>, 'choose'>;
  readonly log: Pick<Log, 'detach'>;
}

/** **Export Layout File…**: writes a template's PDF, and next to it the layout file that creates the same template. */
export async function exportLayoutFile(
  { environments, templates, log }: Dependencies,
  args: readonly unknown[],
): Promise<void> {
  const chosen = await templates.choose(args, l10n.t('Export Layout File'));
  if (chosen === undefined) {
    return;
  }
  const { environment, id } = chosen;
  assertActive(environments, environment);
  const client = await environments.client(environment);
  const where = environmentName(environment);
  const first = await withCancel(l10n.t('Reading the template from {0}…', where), (signal) =>
    client.getTemplateJson(id, signal),
  );
  const title = text(first.title) ?? id;
  const unsigned = findUnsignedRoles(first);
  const kind =
    unsigned.length === 0
      ? 'viewer'
      : await askForKind(title, unsigned, {
          approver: l10n.t('Export as Approvers'),
          viewer: l10n.t('Export as Viewers'),
        });
  if (kind === undefined) {
    return;
  }
  const pdf = await pickPlace(title, where);
  if (pdf === undefined) {
    return;
  }
  const { fs } = vscode.workspace;
  const { layoutFile } = await getPair(pdf, fs);
  const name = getFileName(layoutFile);
  if (!(await confirmOverwrite(layoutFile))) {
    return;
  }
  assertActive(environments, environment);
  const progress = l10n.t('Exporting “{0}” from {1}…', title, where);
  // Read again: the file link may have expired while the dialogs were open.
  const { template, bytes } = await withCancel(progress, (signal) => fetchTemplate(client, id, signal));
  await fs.writeFile(pdf, bytes);
  await fs.writeFile(layoutFile, new TextEncoder().encode(toLayoutText(setKind(template, kind))));
  await vscode.window.showTextDocument(layoutFile);
  const message = l10n.t(
    'Exported {0}. Some widget options (such as required) aren’t available from the API. Review them.',
    name,
  );
  log.detach('opensign.layout', notify('information', message));
}

async function pickPlace(title: string, where: string): Promise<vscode.Uri | undefined> {
  const dialogTitle = l10n.t('Export “{0}” ({1}): PDF and layout file', title, where);
  const uri = await askWhereToSave(dialogTitle, `${title}.pdf`, { [l10n.t('PDF')]: ['pdf'] });
  if (uri === undefined || /\.pdf$/i.test(uri.path)) {
    return uri;
  }
  // The dialog has only asked about the name without the extension.
  const pdf = uri.with({ path: `${uri.path}.pdf` });
  return (await confirmOverwrite(pdf)) ? pdf : undefined;
}

/** Asks before an existing file is overwritten. True when there is nothing to ask. */
async function confirmOverwrite(uri: vscode.Uri): Promise<boolean> {
  if (!(await exists(uri, vscode.workspace.fs))) {
    return true;
  }
  const button = l10n.t('Overwrite');
  const question = l10n.t('Overwrite {0}?', getFileName(uri));
  return (await ask(question, l10n.t('Its current content will be lost.'), button)) === button;
}
