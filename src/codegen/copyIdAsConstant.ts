import * as vscode from 'vscode';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { chosenItem, withTitle } from './chosenItem';
import { constantFor } from './constant';
import type { Item, RequestsContext } from './codegenContext';
import { shortTitle } from './escape';
import { languageOf } from './codeLanguages';

/** Puts the id of a template or document on the clipboard, as a constant in the language of the active editor. */
export async function copyIdAsConstant(context: RequestsContext, args: readonly unknown[]): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const language = document && languageOf(document.languageId, document.uri.path);
  const chosen = await chosenItem(context, args, l10n.t('Copy ID as Constant'));
  if (chosen === undefined) {
    return;
  }
  const item = await withTitle(context, chosen, args[0]);
  const { kind, id, title, environment } = item;
  const constant = constantFor({ kind, id, title }, language ?? 'typescript', commentOf(item));
  await vscode.env.clipboard.writeText(constant);
  showStatus(l10n.t('ID {0} ({1}) copied as a constant', id, environmentName(environment)), 5000);
}

function commentOf(item: Item): string {
  const title = shortTitle(titleOf(item));
  const where = environmentName(item.environment);
  return item.kind === 'template'
    ? l10n.t('OpenSign, {0}: the template “{1}”', where, title)
    : l10n.t('OpenSign, {0}: the document “{1}”', where, title);
}
