import * as vscode from 'vscode';
import type { Account } from '../api/account';
import { OpenSignClient } from '../api/client';
import { environmentNames, isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Clock, Fetch } from '../api/fetch';
import type { RequestLog } from '../api/transport';
import type { BaseUrl } from './baseUrl';
import { onDidChangeBaseUrl, readBaseUrl, readTimeouts } from './settings';
import type { StoredToken, TokenCheck, TokenStore } from './tokenStore';

/** What is known of an environment's token without asking the server. */
export type TokenState =
  /** The secret storage has not answered yet. */
  | { readonly state: 'unknown' }
  | { readonly state: 'none' }
  /** Saved for `host`, which is not where the base URL points now: it is not sent. */
  | { readonly state: 'otherOrigin'; readonly host: string }
  | TokenCheck;

export interface EnvironmentStatus {
  readonly environment: EnvironmentName;
  readonly baseUrl: BaseUrl;
  readonly token: TokenState;
  /** When the stored token was set: tells it from its successor. Undefined when there is none, or not known yet. */
  readonly tokenSavedAt: number | undefined;
}

export interface EnvironmentsOptions {
  /** Where the active environment of this window is remembered. */
  readonly state: vscode.Memento;
  readonly tokens: TokenStore;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: RequestLog;
}

const activeKey = 'opensign.environment';

/**
 * The two environments: which one is active in this window, where each one is, and what is known of its token.
 * Hands out clients; keeps no token in memory.
 */
export class Environments implements vscode.Disposable {
  private readonly activeEmitter = new vscode.EventEmitter<EnvironmentName>();
  private readonly statusEmitter = new vscode.EventEmitter<EnvironmentName>();
  private readonly subscriptions: vscode.Disposable[];
  private readonly stored = new Map<EnvironmentName, Omit<StoredToken, 'token'> | undefined>();
  private readonly checking = new Set<EnvironmentName>();
  private current: EnvironmentName;

  /** The active environment changed. */
  readonly onDidChangeActive = this.activeEmitter.event;
  /** Base URL or token state of an environment changed, here or in another window. */
  readonly onDidChangeStatus = this.statusEmitter.event;

  constructor(private readonly options: EnvironmentsOptions) {
    const remembered = options.state.get<unknown>(activeKey);
    // Live must have been chosen; everything else is sandbox.
    this.current = isEnvironmentName(remembered) ? remembered : 'sandbox';
    this.subscriptions = [
      this.activeEmitter,
      this.statusEmitter,
      options.tokens.onDidChange((environment) => void this.reload(environment)),
      onDidChangeBaseUrl((environment) => this.statusEmitter.fire(environment)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Reads the stored tokens' states once. Until then they are `unknown`. Makes no request and never rejects. */
  async load(): Promise<void> {
    await Promise.all(environmentNames.map((environment) => this.reload(environment)));
  }

  get active(): EnvironmentName {
    return this.current;
  }

  async setActive(environment: EnvironmentName): Promise<void> {
    if (environment === this.current) {
      return;
    }
    this.current = environment;
    this.activeEmitter.fire(environment);
    await this.options.state.update(activeKey, environment);
  }

  status(environment: EnvironmentName): EnvironmentStatus {
    const baseUrl = readBaseUrl(environment);
    const token = this.tokenState(environment, baseUrl);
    return { environment, baseUrl, token, tokenSavedAt: this.stored.get(environment)?.savedAt };
  }

  /**
   * A client for one environment, with the base URL and token of this moment. Rejects with kind `badBaseUrl`,
   * `noToken` or `otherOrigin` when no request can be made; makes none itself.
   */
  async client(environment: EnvironmentName): Promise<OpenSignClient> {
    const { baseUrl, stored } = await this.usable(environment);
    return this.clientFor(environment, stored.token, baseUrl.url, {
      accepted: () => {
        if (this.stored.get(environment)?.check.state !== 'valid') {
          this.checkQuietly(environment);
        }
      },
      rejected: () => void this.record(environment, stored.token, { state: 'rejected' }),
    });
  }

  /** The token itself, for a file that the user wants it in. Rejects as {@link client} does. */
  async token(environment: EnvironmentName): Promise<string> {
    return (await this.usable(environment)).stored.token;
  }

  /** Asks an environment whose token this is, before anything is stored. Rejects as a read does. */
  async verify(environment: EnvironmentName, token: string, signal?: AbortSignal): Promise<Account> {
    const baseUrl = readBaseUrl(environment);
    if (!baseUrl.ok) {
      throw new OpenSignError('badBaseUrl', { environment });
    }
    return this.clientFor(environment, token, baseUrl.url).getAccount(signal);
  }

  /** Asks again whose the stored token is, and remembers the answer. Rejects as a read does. */
  async check(environment: EnvironmentName, signal?: AbortSignal): Promise<Account> {
    const baseUrl = readBaseUrl(environment);
    const stored = await this.options.tokens.get(environment);
    if (stored === undefined || !baseUrl.ok || stored.origin !== baseUrl.origin) {
      await this.client(environment);
      throw new OpenSignError('noToken', { environment });
    }
    try {
      const account = await this.clientFor(environment, stored.token, baseUrl.url).getAccount(signal);
      await this.record(environment, stored.token, { state: 'valid', account });
      return account;
    } catch (error) {
      if (error instanceof OpenSignError && error.kind === 'unauthorised') {
        await this.record(environment, stored.token, { state: 'rejected' });
      }
      throw error;
    }
  }

  private async usable(environment: EnvironmentName) {
    const baseUrl = readBaseUrl(environment);
    if (!baseUrl.ok) {
      throw new OpenSignError('badBaseUrl', { environment });
    }
    const stored = await this.options.tokens.get(environment);
    if (stored === undefined) {
      throw new OpenSignError('noToken', { environment });
    }
    if (stored.origin !== baseUrl.origin) {
      throw new OpenSignError('otherOrigin', { environment, host: hostOf(stored.origin) });
    }
    return { baseUrl, stored };
  }

  /** Once at a time; a failure changes nothing and is told where the user asks for a check. */
  private checkQuietly(environment: EnvironmentName): void {
    if (!this.checking.has(environment)) {
      this.checking.add(environment);
      void this.check(environment)
        .catch(() => undefined)
        .finally(() => this.checking.delete(environment));
    }
  }

  /** Stores a token for the origin that the environment has now. */
  async storeToken(environment: EnvironmentName, token: string, check: TokenCheck): Promise<void> {
    const baseUrl = readBaseUrl(environment);
    if (!baseUrl.ok) {
      throw new OpenSignError('badBaseUrl', { environment });
    }
    await this.options.tokens.set(environment, {
      token,
      origin: baseUrl.origin,
      check,
      savedAt: this.options.clock.now(),
    });
    await this.reload(environment);
  }

  async removeToken(environment: EnvironmentName): Promise<void> {
    await this.options.tokens.delete(environment);
    await this.reload(environment);
  }

  private clientFor(
    environment: EnvironmentName,
    token: string,
    baseUrl: string,
    verdict?: { accepted(): void; rejected(): void },
  ): OpenSignClient {
    const { fetch, clock, log } = this.options;
    return new OpenSignClient({
      environment,
      token,
      baseUrl,
      fetch,
      clock,
      log,
      timeouts: readTimeouts(),
      ...(verdict === undefined ? {} : { verdict }),
    });
  }

  /** Remembers what the server said of `token`, unless another one has taken its place meanwhile. */
  private async record(environment: EnvironmentName, token: string, check: TokenCheck): Promise<void> {
    const stored = await this.options.tokens.get(environment);
    if (stored?.token === token && !sameCheck(stored.check, check)) {
      await this.options.tokens.set(environment, { ...stored, check });
      await this.reload(environment);
    }
  }

  /** Takes over what is stored. Fires only when something changed, since every write is announced to its writer too. */
  private async reload(environment: EnvironmentName): Promise<void> {
    let entry: StoredToken | undefined;
    try {
      entry = await this.options.tokens.get(environment);
    } catch {
      // The keyring is out of order: as good as no token, and a new one can be set.
      entry = undefined;
    }
    const before = this.stored.get(environment);
    const known = this.stored.has(environment);
    this.stored.set(
      environment,
      entry && { origin: entry.origin, check: entry.check, savedAt: entry.savedAt },
    );
    const same =
      known &&
      (before === undefined || entry === undefined
        ? before === entry
        : before.savedAt === entry.savedAt &&
          before.origin === entry.origin &&
          sameCheck(before.check, entry.check));
    if (!same) {
      this.statusEmitter.fire(environment);
    }
  }

  private tokenState(environment: EnvironmentName, baseUrl: BaseUrl): TokenState {
    if (!this.stored.has(environment)) {
      return { state: 'unknown' };
    }
    const stored = this.stored.get(environment);
    if (stored === undefined) {
      return { state: 'none' };
    }
    if (baseUrl.ok && stored.origin !== baseUrl.origin) {
      return { state: 'otherOrigin', host: hostOf(stored.origin) };
    }
    return stored.check;
  }
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

function sameCheck(a: TokenCheck, b: TokenCheck): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
