import * as vscode from 'vscode';
import { errorText, type ErrorAction } from '../ui/errorMessage';
import { notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { EntryChange } from './syncEntries';
import type { Skipped } from './readBoth';

/** "2 added, 1 renamed, 1 removed"; empty when nothing changed. */
export function figures(changes: readonly EntryChange[]): string {
  const count = (kind: EntryChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('added'), l10n.t('{0} added', count('added'))],
    [count('renamed'), l10n.t('{0} renamed', count('renamed'))],
    [count('changed'), l10n.t('{0} with new IDs', count('changed'))],
    [count('removed'), l10n.t('{0} removed', count('removed'))],
  ];
  return parts.flatMap(([number, text]) => (number === 0 ? [] : [text])).join(', ');
}

/** What happened to one entry. */
export function changeText({ kind }: EntryChange): string {
  switch (kind) {
    case 'added':
      return l10n.t('not in the file yet');
    case 'renamed':
      return l10n.t('has another title now');
    case 'changed':
      return l10n.t('has new IDs');
    case 'removed':
      return l10n.t('does not exist any more');
  }
}

/** A message that an environment was left out may be added to, with the button that helps. */
export interface Remark {
  readonly text: string;
  readonly action?: ErrorAction;
}

/** That an environment was left out, and why. Undefined when both were read. */
export function skippedRemark([skipped]: readonly Skipped[]): Remark | undefined {
  if (skipped === undefined) {
    return undefined;
  }
  const { message, action } = errorText(skipped.error);
  const text = l10n.t(
    'Nothing was read from {0}. {1}',
    environmentName(skipped.environment),
    passage(message),
  );
  return { text, ...(action === undefined ? {} : { action }) };
}

/** Shows a message with a remark, its button and one more. Resolves with whether that one was chosen. */
export async function showWithRemark(
  message: string,
  remark: Remark | undefined,
  button?: string,
): Promise<boolean> {
  const text = remark === undefined ? message : `${message} ${remark.text}`;
  const buttons = [button, remark?.action?.title].filter((title) => title !== undefined);
  const choice = await notify('information', text, ...buttons);
  if (remark?.action !== undefined && choice === remark.action.title) {
    await vscode.commands.executeCommand(remark.action.command, ...remark.action.args);
  }
  return choice !== undefined && choice === button;
}
