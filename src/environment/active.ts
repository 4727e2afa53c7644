import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { withAnySignal } from '../api/deadline';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { withCancel } from '../ui/progress';
import type { Environments } from './environments';

/**
 * Throws unless `environment` is the active one. To be called when an operation begins, and again right before it
 * writes: a dialog may have been open for long.
 */
export function assertActive(environments: Pick<Environments, 'active'>, environment: EnvironmentName): void {
  if (environments.active !== environment) {
    throw new OpenSignError('otherEnvironment', { environment });
  }
}

/**
 * Reads from `environment` under a notification with a Cancel button. Switching the environment cancels it too.
 * Rejects as a read does.
 */
export async function readFrom<T>(
  environments: Pick<Environments, 'client' | 'onDidChangeActive'>,
  environment: EnvironmentName,
  title: string,
  work: (client: OpenSignClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const client = await environments.client(environment);
  const switched = new AbortController();
  const subscription = environments.onDidChangeActive(() => switched.abort());
  try {
    return await withCancel(title, (signal) =>
      withAnySignal([signal, switched.signal], (either) => work(client, either)),
    );
  } finally {
    subscription.dispose();
  }
}

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
    // Sandbox has no password login, which its login page doesn't mention.
    showStatus(l10n.t('Not signed in? Use “Login to sandbox” on OpenSign’s API Token page.'), 10_000);
  }
  await vscode.env.openExternal(vscode.Uri.parse(baseUrl.origin + path, true));
}
