import * as vscode from 'vscode';
import { oneLine } from './text';

/** The title of a template or document on one line, or "Untitled". */
export function titleOf({ title }: { readonly title?: string }): string {
  return title === undefined ? vscode.l10n.t('Untitled') : oneLine(title);
}
