import * as vscode from 'vscode';
import { environmentInText } from '../../ui/names';
import type { PickContext } from '../pickTemplate';
import { read } from '../read';
import { assertActive, targetOf } from '../target';
import { titleOf } from '../words';
import { fetchPdf } from './fetchPdf';
import type { Previews } from './previews';

/** Shows the PDF of a template in an editor. */
export async function previewTemplate(
  context: PickContext,
  previews: Previews,
  args: readonly unknown[],
): Promise<void> {
  const node = await targetOf(context, args, vscode.l10n.t('Preview Template PDF'));
  if (node === undefined) {
    return;
  }
  const title = vscode.l10n.t(
    'Fetching the PDF of “{0}” from {1}…',
    titleOf(node.template),
    environmentInText(node.environment),
  );
  const bytes = await read(context, node, title, (client, signal) =>
    fetchPdf(client, node.template.id, signal),
  );
  assertActive(context.environments, node.environment);
  await previews.show(node, bytes);
}
