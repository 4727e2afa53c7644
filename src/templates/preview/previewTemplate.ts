import * as vscode from 'vscode';
import { environmentInText } from '../../ui/names';
import { withCancel } from '../../ui/progress';
import type { PickContext } from '../pickTemplate';
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
  const client = await context.environments.client(node.environment);
  const title = vscode.l10n.t(
    'Fetching the PDF of “{0}” from {1}…',
    titleOf(node.template),
    environmentInText(node.environment),
  );
  const bytes = await withCancel(title, (signal) => fetchPdf(client, node.template.id, signal));
  assertActive(context.environments, node.environment);
  await previews.show(node, bytes);
}
