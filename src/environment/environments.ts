import * as vscode from 'vscode';
import type { Account } from '../api/account';
import { OpenSignClient } from '../api/client';
import { environmentNames, isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Clock, Fetch } from '../api/fetch';
import type { RequestLog } from '../api/transport';
import { hostOf, type BaseUrl } from '../api/baseUrl';
import { onDidChangeBaseUrl, readBaseUrl, readTimeouts } from './environmentSettings';
import { assertUnchanged, findApi, readTarget, saveFoundUrl, type Answer, type Target } from './target';
import type { StoredToken, TokenCheck, TokenStore } from './tokenStore';

/** What is known of an environment's token without asking the server. */
export type TokenState =
  /** The secret storage has not answered yet. */
  | { readonly state: 'unknown' }
  | { readonly state: 'none' }
  /** The only ones were saved for other hosts, last for `host`: they aren't sent to where the base URL points. */
  | { readonly state: 'otherOrigin'; readonly host: string }
  | TokenCheck;

export interface EnvironmentStatus {
  readonly environment: EnvironmentName;
  readonly baseUrl: BaseUrl;
  readonly token: TokenState;
  /** When the token for this base URL was set: tells it from others. Undefined when there is none, or not known yet. */
  readonly tokenSavedAt: number | undefined;
}

/** What everything read from an environment depends on: when it changes, all of that is stale. */
export function toSourceKey({ environment, baseUrl, tokenSavedAt }: EnvironmentStatus): string {
  return JSON.stringify([environment, baseUrl.ok ? baseUrl.url : null, tokenSavedAt]);
}

type Stored = readonly Omit<StoredToken, 'token'>[];

/** A stored token without the token itself. */
export interface KnownToken extends Omit<StoredToken, 'token'> {
  readonly check: TokenCheck;
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
  private readonly stored = new Map<EnvironmentName, Stored>();
  private readonly readings = new Map<EnvironmentName, Promise<Stored>>();
  private readonly announced = new Map<EnvironmentName, string>();
  private readonly checking = new Set<string>();
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
      onDidChangeBaseUrl((environment) => this.followBaseUrl(environment)),
      // Another window may have checked a token meanwhile; VS Code forwards that without an event.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          environmentNames.forEach((environment) => this.announce(environment));
        }
      }),
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
    const all = this.tokens(environment);
    const usable = baseUrl.ok ? all.find(({ origin }) => origin === baseUrl.origin) : undefined;
    return {
      environment,
      baseUrl,
      token: this.tokenState(environment, usable, all),
      tokenSavedAt: usable?.savedAt,
    };
  }

  private tokenState(
    environment: EnvironmentName,
    usable: KnownToken | undefined,
    [latest]: readonly KnownToken[],
  ): TokenState {
    if (!this.stored.has(environment)) {
      return { state: 'unknown' };
    }
    if (usable !== undefined) {
      return usable.check;
    }
    return latest === undefined ? { state: 'none' } : { state: 'otherOrigin', host: hostOf(latest.origin) };
  }

  /**
   * A client for one environment, with its current base URL and token. Rejects with kind `badBaseUrl`, `noToken` or
   * `otherOrigin` when no request can be made; makes none itself.
   */
  async client(environment: EnvironmentName): Promise<OpenSignClient> {
    const target = readTarget(environment);
    const stored = await this.storedFor(target);
    return this.clientFor(environment, stored.token, target.url, {
      accepted: () => {
        if (this.options.tokens.check(stored.id).state !== 'valid') {
          this.checkQuietly(target);
        }
      },
      rejected: () => void this.record(environment, stored.id, { state: 'rejected' }),
    });
  }

  /** The token itself, for a file that the user wants it in. Rejects as {@link client} does. */
  async token(environment: EnvironmentName): Promise<string> {
    return (await this.storedFor(readTarget(environment))).token;
  }

  /** Every stored token itself, to recognize it in code. Rejects as a keyring does that is out of order. */
  async allTokens(environment: EnvironmentName): Promise<readonly string[]> {
    const baseUrl = readBaseUrl(environment);
    const stored = await this.options.tokens.list(environment, baseUrl.ok ? baseUrl.origin : '');
    return stored.map(({ token }) => token);
  }

  /** Every stored token of an environment, without the token itself, the one set last first. */
  tokens(environment: EnvironmentName): readonly KnownToken[] {
    return (this.stored.get(environment) ?? []).map((token) => ({
      ...token,
      check: this.options.tokens.check(token.id),
    }));
  }

  /**
   * Asks the target whose token this is, before anything is stored. Sends nothing, and rejects with
   * {@link BaseUrlChangedError}, when the base URL is another one by now.
   */
  verify(target: Target, token: string, signal?: AbortSignal): Promise<Answer> {
    return findApi(target, this.clients(target, token), signal, () => assertUnchanged(target));
  }

  /** Finds out at which of the target's URLs an OpenSign API is, without any token. */
  findApi(target: Target, signal?: AbortSignal): Promise<Answer> {
    return findApi(target, this.clients(target, ''), signal);
  }

  /** Asks again whose the stored token is, and remembers the answer. Rejects as a read does. */
  async check(environment: EnvironmentName, signal?: AbortSignal): Promise<Account> {
    return this.checkAt(readTarget(environment), signal);
  }

  /**
   * Stores a token for the target's origin. Stores nothing, and rejects with {@link BaseUrlChangedError}, when the
   * base URL is another one by now. `url` is where its API was found: resolves with whether it was saved as the base
   * URL, as {@link saveFoundUrl} does.
   */
  async storeToken(
    target: Target,
    token: string,
    check: TokenCheck,
    url?: string,
  ): Promise<boolean | undefined> {
    const { environment, origin } = target;
    const { tokens, clock } = this.options;
    assertUnchanged(target);
    // First, for a token makes the views read.
    const isUrlSaved = await saveFoundUrl(target, url);
    await tokens.set(environment, { origin, token, savedAt: clock.now() }, check);
    await this.reload(environment);
    return isUrlSaved;
  }

  /** False when another window has replaced or removed the token. */
  async removeToken(environment: EnvironmentName, token: KnownToken): Promise<boolean> {
    const isRemoved = await this.options.tokens.delete(environment, token);
    await this.reload(environment);
    return isRemoved;
  }

  private async storedFor({ environment, origin }: Target): Promise<StoredToken> {
    const { tokens } = this.options;
    const stored = await tokens.get(environment, origin);
    if (stored !== undefined) {
      return stored;
    }
    const [other] = await tokens.list(environment, origin);
    throw other === undefined
      ? new OpenSignError('noToken', { environment })
      : new OpenSignError('otherOrigin', { environment, host: hostOf(other.origin) });
  }

  private async checkAt(target: Target, signal?: AbortSignal): Promise<Account> {
    const { environment } = target;
    const stored = await this.storedFor(target);
    const { url, result } = await findApi(target, this.clients(target, stored.token), signal);
    await saveFoundUrl(target, url);
    if (!(result instanceof OpenSignError)) {
      await this.record(environment, stored.id, { state: 'valid', account: result });
      return result;
    }
    if (result.kind === 'unauthorized') {
      await this.record(environment, stored.id, { state: 'rejected' });
    }
    throw result;
  }

  /** Once at a time; a failure changes nothing and is shown where the user asks for a check. */
  private checkQuietly(target: Target): void {
    const key = `${target.environment} ${target.url}`;
    if (!this.checking.has(key)) {
      this.checking.add(key);
      void this.checkAt(target)
        .catch(() => undefined)
        .finally(() => this.checking.delete(key));
    }
  }

  private clients({ environment }: Target, token: string): (url: string) => OpenSignClient {
    return (url) => this.clientFor(environment, token, url);
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

  /** Remembers what the server said about the token with this ID, unless it was removed or replaced meanwhile. */
  private async record(environment: EnvironmentName, id: string, check: TokenCheck): Promise<void> {
    const stored = this.stored.get(environment);
    if (stored === undefined || stored.some((token) => token.id === id)) {
      await this.options.tokens.setCheck(id, check);
      this.announce(environment);
    }
  }

  /** Takes over what is stored. Of several readings at once the one that began last counts. */
  private async reload(environment: EnvironmentName): Promise<void> {
    let reading = this.read(environment);
    this.readings.set(environment, reading);
    let stored: Stored;
    do {
      reading = this.readings.get(environment) ?? reading;
      stored = await reading;
    } while (reading !== this.readings.get(environment));
    this.stored.set(environment, stored);
    this.announce(environment);
  }

  private async read(environment: EnvironmentName): Promise<Stored> {
    const baseUrl = readBaseUrl(environment);
    try {
      const stored = await this.options.tokens.list(environment, baseUrl.ok ? baseUrl.origin : '');
      return stored.map(({ origin, id, savedAt }) => ({ origin, id, savedAt }));
    } catch {
      // The keyring is out of order: as good as no token, and a new one can be set.
      return [];
    }
  }

  /** Fires only when something changed, since every write is announced to its writer too. */
  private announce(environment: EnvironmentName): void {
    const now = JSON.stringify([this.status(environment), this.tokens(environment)]);
    if (this.announced.get(environment) !== now) {
      this.announced.set(environment, now);
      this.statusEmitter.fire(environment);
    }
  }

  private followBaseUrl(environment: EnvironmentName): void {
    this.announce(environment);
    const { state } = this.status(environment).token;
    // Only here: other windows hear of the same change.
    if (vscode.window.state.focused && (state === 'valid' || state === 'unverified')) {
      const target = readTarget(environment);
      if (target.urls.length > 1) {
        this.checkQuietly(target);
      }
    }
  }
}
