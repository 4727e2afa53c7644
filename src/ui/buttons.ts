import * as vscode from 'vscode';
import { notify, type Severity } from './gateway';
import { l10n } from './l10n';

/** A button of a notification, and what it does. */
export type Button = readonly [title: string, run: () => unknown];

/** Shows a notification, and runs the button that is pressed. Resolves when the notification is closed. */
export async function notifyWithButtons(
  severity: Severity,
  message: string,
  ...buttons: readonly Button[]
): Promise<void> {
  const choice = await notify(severity, message, ...buttons.map(([title]) => title));
  await buttons.find(([title]) => title === choice)?.[1]();
}

/** Opens a template or document in the browser, and copies its ID. */
export function objectButtons(url: string, id: string): readonly Button[] {
  return [
    [l10n.t('Open in OpenSign'), () => vscode.env.openExternal(vscode.Uri.parse(url))],
    [l10n.t('Copy ID'), () => vscode.env.clipboard.writeText(id)],
  ];
}
