import type { RequestListener } from 'node:http';
import { Account } from './account';
import type { AccountOptions } from './accountOptions';
import { createApiServer } from './apiServer';
import { Control } from './control';
import { Deployment } from './deployment';
import { Faults } from './fault';
import { createFileServer } from './fileServer';
import { createEntry, Journal } from './journal';
import { listen } from './listener';
import type { Mail } from './mailer';
import { resolveSettings, type EmulatorOptions } from './options';
import type { Delivery } from './webhooks';

/** A running emulator. */
export interface Emulator {
  readonly environment: 'sandbox' | 'live';
  /** Origin of the API and the web app. */
  readonly origin: string;
  /** `origin` with the base path, as in the user's settings. */
  readonly baseUrl: string;
  /** Origin of file links. It has another port. */
  readonly filesOrigin: string;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly control: Control;
  /** Sent emails, oldest first. */
  readonly mails: readonly Mail[];
  /** Sent webhook events, oldest first. See `webhooksSettled`. */
  readonly deliveries: readonly Delivery[];
  /** The token is only valid in this emulator. */
  addAccount(account: AccountOptions): Account;
  /** Invalidates the old token. */
  regenerateToken(account: Account, newToken: string): void;
  /** Resolves when all webhook events so far have been sent or have failed. */
  webhooksSettled(): Promise<void>;
  /** Closes all connections, including pending ones. */
  close(): Promise<void>;
}

/** Starts a deployment without accounts on two ports of 127.0.0.1, by default free ones. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const settings = resolveSettings(options);
  const deployment = new Deployment(settings);
  const faults = new Faults();
  const journal = new Journal();
  const control = new Control(deployment);

  const api = createApiServer(deployment, faults, journal);
  const files = createFileServer(deployment, faults, journal, control);
  const apiListener = await listen(
    recordRequests(journal, 'api', api, createPathStripper(settings.basePaths)),
    settings.port,
  );
  const filesListener = await listen(
    recordRequests(journal, 'files', files, (path) => path),
    settings.filesPort,
  ).catch(async (error: unknown) => {
    await apiListener.close();
    throw error;
  });
  deployment.origin = apiListener.origin;
  deployment.storage.origin = filesListener.origin;

  return {
    environment: settings.environment,
    origin: apiListener.origin,
    baseUrl: apiListener.origin + (settings.basePaths[0] ?? ''),
    filesOrigin: filesListener.origin,
    faults,
    journal,
    control,
    mails: deployment.mailer.sent,
    deliveries: deployment.webhooks.deliveries,
    addAccount(account) {
      if (deployment.accountByToken(account.token)) throw new Error('This token belongs to another account');
      const added = new Account(deployment, account);
      deployment.accounts.push(added);
      return added;
    },
    regenerateToken(account, newToken) {
      account.token = newToken;
    },
    webhooksSettled: () => deployment.webhooks.settled(),
    async close() {
      deployment.webhooks.close();
      await Promise.all([apiListener.close(), filesListener.close()]);
    },
  };
}

function recordRequests(
  journal: Journal,
  origin: 'api' | 'files',
  handler: RequestListener,
  strip: (path: string) => string,
): RequestListener {
  return (request, response) => {
    if (!request.url?.startsWith('/__control/')) {
      journal.record(request, response, createEntry(request, origin, strip));
    }
    handler(request, response);
  };
}

/** Returns a function that removes the base path. */
function createPathStripper(basePaths: readonly string[]): (path: string) => string {
  return (path) => {
    const base = basePaths.find((candidate) => path.toLowerCase().startsWith(`${candidate.toLowerCase()}/`));
    return base === undefined ? path : path.slice(base.length);
  };
}
