import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';

/** The environment's name as it stands alone or begins a sentence. */
export function environmentName(environment: EnvironmentName): string {
  return environment === 'live' ? vscode.l10n.t('Live') : vscode.l10n.t('Sandbox');
}

/** The environment's name within a sentence or on a button. */
export function environmentInText(environment: EnvironmentName): string {
  return environment === 'live' ? vscode.l10n.t('live') : vscode.l10n.t('sandbox');
}
