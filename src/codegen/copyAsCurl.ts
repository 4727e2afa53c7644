import * as vscode from 'vscode';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { chosenItem } from './chosenItem';
import type { RequestsContext } from './codegenContext';
import { curlCommand } from './generateCode';
import { variablesOf } from './notes';
import { readObject } from './codeRequest';

/** Puts the request that reads a template or document on the clipboard, as a command for a shell. Holds no token. */
export async function copyAsCurl(context: RequestsContext, args: readonly unknown[]): Promise<void> {
  const item = await chosenItem(context, args, l10n.t('Copy as cURL'));
  if (item === undefined) {
    return;
  }
  const { kind, environment, id } = item;
  const variables = variablesOf(environment);
  await vscode.env.clipboard.writeText(curlCommand(readObject(kind, id), variables));
  showStatus(
    l10n.t(
      'Copied as cURL ({0}); reads {1} and {2}',
      environmentName(environment),
      variables.baseUrl,
      variables.token,
    ),
    5000,
  );
}
