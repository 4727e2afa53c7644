import * as vscode from 'vscode';
import { fetchTemplate } from '../api/download';
import { text } from '../api/values';
import { assertActive } from '../environment/active';
import { ask, notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { fileName } from '../ui/saveFile';
import type { LayoutFileContext } from './layoutContext';
import { layoutFileOf } from './fromTemplate';
import { exists, namesOf, layoutFileFor } from './pair';
import { askForKind, unsignedRoles, withKind } from './unsigned';

/** Writes a template's PDF and the layout file that makes the same template beside each other. */
export async function exportLayoutFile(context: LayoutFileContext, args: readonly unknown[]): Promise<void> {
  const { environments } = context;
  const chosen = await context.templates.choose(args, l10n.t('Export Layout File'));
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
  const unsigned = unsignedRoles(first);
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
  const pdf = await choosePlace(title, where);
  if (pdf === undefined) {
    return;
  }
  const layoutFile = layoutFileFor(pdf);
  const { layoutFile: name } = namesOf({ pdf, layoutFile });
  if ((await exists(layoutFile, vscode.workspace.fs)) && !(await mayOverwrite(name))) {
    return;
  }
  assertActive(environments, environment);
  const progress = l10n.t('Exporting “{0}” from {1}…', title, where);
  // Read again: the dialogs may have been open for longer than a file link lives.
  const { template, bytes } = await withCancel(progress, (signal) => fetchTemplate(client, id, signal));
  await vscode.workspace.fs.writeFile(pdf, bytes);
  await vscode.workspace.fs.writeFile(
    layoutFile,
    new TextEncoder().encode(layoutFileOf(withKind(template, kind))),
  );
  await vscode.window.showTextDocument(layoutFile);
  void notify(
    'information',
    l10n.t(
      'Exported {0}. Some widget options (such as required) aren’t available from the API. Review them.',
      name,
    ),
  );
}

async function choosePlace(title: string, where: string): Promise<vscode.Uri | undefined> {
  const name = fileName(`${title}.pdf`);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Export “{0}” ({1}): PDF and layout file', title, where),
    saveLabel: l10n.t('Export'),
    filters: { [l10n.t('PDF')]: ['pdf'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  return uri === undefined || /\.pdf$/i.test(uri.path) ? uri : uri.with({ path: `${uri.path}.pdf` });
}

async function mayOverwrite(name: string): Promise<boolean> {
  const button = l10n.t('Overwrite');
  const question = l10n.t('Overwrite {0}?', name);
  return (await ask(question, l10n.t('Its current content is lost.'), button)) === button;
}
