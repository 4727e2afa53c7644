import type * as vscode from 'vscode';
import type { Clock } from '../api/fetch';
import type { Environments } from '../environment/environments';
import type { KnownCredits } from '../environment/knownCredits';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';

interface Dependencies {
  readonly environments: Environments;
  readonly credits: KnownCredits;
  readonly clock: Clock;
  readonly log: Log;
}

/** The account page with credits, contacts and the webhook URL. */
export function registerAccount({ environments, credits, clock, log }: Dependencies): vscode.Disposable {
  return registerCommands(
    {
      'opensign.account': async () => (await import('./accountPage')).showAccount({ environments, credits }),
      'opensign.contacts': async () => (await import('./manageContacts')).manageContacts(environments, clock),
      'opensign.webhook': async () => (await import('./manageWebhook')).manageWebhook(environments),
    },
    log,
  );
}
