import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { Environments } from './environments';

/** Opens a page of an environment's web app. `path` begins with a slash. Rejects with kind `badBaseUrl`. */
export async function openInBrowser(
  environments: Pick<Environments, 'status'>,
  environment: EnvironmentName,
  path: string,
): Promise<void> {
  const { baseUrl } = environments.status(environment);
  if (!baseUrl.ok) {
    throw new OpenSignError('badBaseUrl', { environment });
  }
  if (environment === 'sandbox') {
    // The sandbox takes no password; whoever is not signed in there would look for the mistake in vain.
    showStatus(
      l10n.t('Not signed in there? Use “Login to sandbox” on the API Token page of OpenSign.'),
      10_000,
    );
  }
  await vscode.env.openExternal(vscode.Uri.parse(baseUrl.origin + path, true));
}
