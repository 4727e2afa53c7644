import type { RequestListener } from 'node:http';
import { Account } from './account';
import type { AccountOptions } from './accountOptions';
import { apiServer } from './apiServer';
import { Control } from './control';
import { Deployment } from './deployment';
import { Faults } from './fault';
import { fileServer } from './fileServer';
import { entryFor, Journal } from './journal';
import { listen } from './listener';
import type { Mail } from './mailer';
import { settingsOf, type EmulatorOptions } from './options';
import type { Delivery } from './webhooks';

/** A running emulator. */
export interface Emulator {
  readonly environment: 'sandbox' | 'live';
  /** Of the API and the web app. */
  readonly origin: string;
  /** `origin` with the base path; what a user would enter. */
  readonly baseUrl: string;
  /** Of the file links: another port, so another origin. */
  readonly filesOrigin: string;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly control: Control;
  /** What was mailed, oldest first. */
  readonly mails: readonly Mail[];
  /** What went to webhooks, oldest first; see `webhooksSettled`. */
  readonly deliveries: readonly Delivery[];
  /** The token is good in this emulator only. */
  addAccount(account: AccountOptions): Account;
  /** The old token is dead at once. */
  regenerateToken(account: Account, newToken: string): void;
  /** Resolves when every delivery so far was tried. */
  webhooksSettled(): Promise<void>;
  /** Ends all connections, the hanging ones too. */
  close(): Promise<void>;
}

/** Starts one deployment on two free ports of 127.0.0.1 (or on the given ones). It has no account yet. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const settings = settingsOf(options);
  const deployment = new Deployment(settings);
  const faults = new Faults();
  const journal = new Journal();
  const control = new Control(deployment);

  const api = apiServer(deployment, faults, journal);
  const files = fileServer(deployment, faults, journal, control);
  const apiListener = await listen(
    recorded(journal, 'api', api, stripper(settings.basePaths)),
    settings.port,
  );
  const filesListener = await listen(
    recorded(journal, 'files', files, (path) => path),
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

function recorded(
  journal: Journal,
  origin: 'api' | 'files',
  handler: RequestListener,
  strip: (path: string) => string,
): RequestListener {
  return (request, response) => {
    if (!request.url?.startsWith('/__control/')) {
      journal.record(request, response, entryFor(request, origin, strip));
    }
    handler(request, response);
  };
}

/** Takes the longest base path off a path. */
function stripper(basePaths: readonly string[]): (path: string) => string {
  return (path) => {
    const base = basePaths.find((candidate) => path.toLowerCase().startsWith(`${candidate.toLowerCase()}/`));
    return base === undefined ? path : path.slice(base.length);
  };
}
