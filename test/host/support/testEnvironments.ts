import * as vscode from 'vscode';
import { OpenSignClient } from '../../../src/api/client';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { systemClock } from '../../../src/api/fetch';
import { parseBaseUrl } from '../../../src/api/baseUrl';

/** Where the two emulators of the run are, and the tokens of their accounts. */
export const places = {
  sandbox: { url: process.env.OPENSIGN_SANDBOX_URL ?? '', token: process.env.OPENSIGN_SANDBOX_TOKEN ?? '' },
  live: { url: process.env.OPENSIGN_LIVE_URL ?? '', token: process.env.OPENSIGN_LIVE_TOKEN ?? '' },
};

/** Both emulators as the extension's own environments hand them out, with a count of the clients that were asked for. */
export class TestEnvironments {
  active: EnvironmentName = 'sandbox';
  clients = 0;
  private readonly changed = new vscode.EventEmitter<EnvironmentName>();
  private readonly statusChanged = new vscode.EventEmitter<EnvironmentName>();
  readonly onDidChangeActive = this.changed.event;
  readonly onDidChangeStatus = this.statusChanged.event;

  switchTo(environment: EnvironmentName): void {
    this.active = environment;
    this.changed.fire(environment);
  }

  client(environment: EnvironmentName): Promise<OpenSignClient> {
    this.clients++;
    return Promise.resolve(
      new OpenSignClient({
        environment,
        baseUrl: places[environment].url,
        token: places[environment].token,
        fetch: (input, init) => globalThis.fetch(input, init),
        clock: systemClock,
        log: { request: () => {} },
        timeouts: { readMs: 10_000, uploadMs: 10_000 },
      }),
    );
  }

  status(environment: EnvironmentName) {
    const baseUrl = parseBaseUrl(places[environment].url);
    return { environment, baseUrl, token: { state: 'unverified' }, tokenSavedAt: 1 } as const;
  }
}
