import type { EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import { writeTo } from '../environment/write';
import { changeWebhook, type WebhookOutcome } from './changeWebhook';

/** What the webhook needs to know of the environments. */
export type WebhookEnvironments = Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;

/** The webhook of one environment, which is the active one when the dialog opens. */
export interface WebhookContext {
  readonly environment: EnvironmentName;
  readonly environments: WebhookEnvironments;
}

/** Sets the URL, or removes it when `url` is undefined, in the environment that the dialog was opened for. */
export function change(
  { environment, environments }: WebhookContext,
  title: string,
  url: string | undefined,
): Promise<WebhookOutcome> {
  return writeTo(
    environments,
    environment,
    title,
    ({ webhook }, signal) => changeWebhook(webhook, url, signal),
    // The dialog reads it again whenever it is shown.
    () => undefined,
  );
}
