import * as vscode from 'vscode';
import type { Account } from '../api/account';
import { OpenSignClient } from '../api/client';
import { environmentNames, isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Clock, Fetch } from '../api/fetch';
import type { RequestLog } from '../api/transport';
import { getHost, type BaseUrl } from '../api/baseUrl';
import { onDidChangeBaseUrl, readBaseUrl, readTimeouts } from './environmentSettings';
import { assertUnchanged, findApi, readTarget, saveFoundUrl, type Answer, type Target } from './target';
import {
  KnownTokens,
  type KnownToken,
  type StoredToken,
  type TokenCheck,
  type TokenStore,
} from './tokenStore';

/** What is known about an environment's token without a request. */
export type TokenState =
  /** The secret storage has not been read yet. */
  | { readonly state: 'unknown' }
  | { readonly state: 'none' }
  /** All tokens were saved for other hosts, the latest for `host`. They aren't sent to where the base URL points. */
  | { readonly state: 'otherOrigin'; readonly host: string }
  | TokenCheck;

export interface EnvironmentStatus {
  readonly environment: EnvironmentName;
  readonly baseUrl: BaseUrl;
  readonly token: TokenState;
  /** When the token for this base URL was set, which identifies it. Undefined if there is none, or not known yet. */
  readonly tokenSavedAt: number | undefined;
}

/** What everything read from an environment depends on: when it changes, all of that is stale. */
export function toSourceKey({ environment, baseUrl, tokenSavedAt }: EnvironmentStatus): string {
  return JSON.stringify([environment, baseUrl.ok ? baseUrl.url : null, tokenSavedAt]);
}

export interface EnvironmentsOptions {
  /** Remembers the active environment of this window. */
  readonly state: vscode.Memento;
  readonly tokens: TokenStore;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: RequestLog;
}

const activeKey = 'opensign.environment';

/**
 * The two environments: which one is active in this window, their base URLs and the states of their tokens. Creates
 * clients and keeps no token in memory.
 */
export class Environments implements vscode.Disposable {
  private readonly activeEmitter = new vscode.EventEmitter<EnvironmentName>();
  private readonly statusEmitter = new vscode.EventEmitter<EnvironmentName>();
  private readonly subscriptions: vscode.Disposable;
  private readonly known: KnownTokens;
  private readonly announced = new Map<EnvironmentName, string>();
  private readonly checking = new Set<string>();
  private current: EnvironmentName;

  /** The active environment changed. */
  readonly onDidChangeActive = this.activeEmitter.event;
  /** Base URL or token state of an environment changed, here or in another window. */
  readonly onDidChangeStatus = this.statusEmitter.event;

  constructor(private readonly options: EnvironmentsOptions) {
    const remembered = options.state.get<unknown>(activeKey);
    // Live has to be chosen.
    this.current = isEnvironmentName(remembered) ? remembered : 'sandbox';
    this.known = new KnownTokens(options.tokens);
    this.subscriptions = vscode.Disposable.from(
      this.activeEmitter,
      this.statusEmitter,
      options.tokens.onDidChange((environment) => void this.reload(environment)),
      onDidChangeBaseUrl((environment) => this.followBaseUrl(environment)),
      // VS Code forwards what another window learned about a token, but without an event.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          environmentNames.forEach((environment) => this.announce(environment));
        }
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Reads the states of the stored tokens, which are `unknown` until then. Makes no request and never rejects. */
  async load(): Promise<void> {
    await Promise.all(environmentNames.map((environment) => this.reload(environment)));
  }

  get active(): EnvironmentName {
    return this.current;
  }

  async setActive(environment: EnvironmentName): Promise<void> {
    if (environment !== this.current) {
      this.current = environment;
      this.activeEmitter.fire(environment);
      await this.options.state.update(activeKey, environment);
    }
  }

  status(environment: EnvironmentName): EnvironmentStatus {
    const baseUrl = readBaseUrl(environment);
    const tokens = this.known.get(environment);
    const usable = baseUrl.ok ? tokens?.find(({ origin }) => origin === baseUrl.origin) : undefined;
    const token = usable?.check ?? toUnusableState(tokens);
    return { environment, baseUrl, token, tokenSavedAt: usable?.savedAt };
  }

  /** The stored tokens of an environment, without the tokens themselves. The latest comes first. */
  tokens(environment: EnvironmentName): readonly KnownToken[] {
    return this.known.get(environment) ?? [];
  }

  /**
   * A client with the current base URL and token. Rejects with kind `badBaseUrl`, `noToken` or `otherOrigin` if
   * no request can be made. Makes no request.
   */
  async client(environment: EnvironmentName): Promise<OpenSignClient> {
    const target = readTarget(environment);
    const stored = await this.getStored(target);
    return this.createClient(environment, stored.token, target.url, {
      accepted: () => {
        if (this.options.tokens.check(stored.id).state !== 'valid') {
          this.checkInBackground(target);
        }
      },
      rejected: () => void this.record(environment, stored.id, { state: 'rejected' }),
    });
  }

  /** The token itself, for a file that the user wants it in. Rejects as {@link client} does. */
  async token(environment: EnvironmentName): Promise<string> {
    return (await this.getStored(readTarget(environment))).token;
  }

  /** All stored tokens themselves, to recognize them in code. Rejects if the keyring can't be read. */
  async allTokens(environment: EnvironmentName): Promise<readonly string[]> {
    const stored = await this.options.tokens.list(environment, readOrigin(environment));
    return stored.map(({ token }) => token);
  }

  /**
   * Asks the target which account a token belongs to. Stores nothing. Sends nothing, and rejects with
   * {@link BaseUrlChangedError}, if the base URL has changed.
   */
  verify(target: Target, token: string, signal?: AbortSignal): Promise<Answer> {
    return findApi(target, this.clients(target, token), signal, () => assertUnchanged(target));
  }

  /** Finds out at which of the target's URLs an OpenSign API is, without any token. */
  findApi(target: Target, signal?: AbortSignal): Promise<Answer> {
    return findApi(target, this.clients(target, ''), signal);
  }

  /** Checks the stored token again and stores the result. Rejects as a read does. */
  async check(environment: EnvironmentName, signal?: AbortSignal): Promise<Account> {
    return this.checkAt(readTarget(environment), signal);
  }

  /**
   * Stores a token for the target's origin. Stores nothing, and rejects with {@link BaseUrlChangedError}, if the
   * base URL has changed. `url` is where the API was found: resolves with whether it was saved as the base URL, as
   * {@link saveFoundUrl} does.
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
    // First, because the views read from the base URL as soon as the token is stored.
    const isUrlSaved = await saveFoundUrl(target, url);
    await tokens.set(environment, { origin, token, savedAt: clock.now() }, check);
    await this.reload(environment);
    return isUrlSaved;
  }

  /** Resolves with false if another window has replaced or removed the token. */
  async removeToken(environment: EnvironmentName, token: KnownToken): Promise<boolean> {
    const isRemoved = await this.options.tokens.delete(environment, token);
    await this.reload(environment);
    return isRemoved;
  }

  private async getStored({ environment, origin }: Target): Promise<StoredToken> {
    const { tokens } = this.options;
    const stored = await tokens.get(environment, origin);
    if (stored !== undefined) {
      return stored;
    }
    const [other] = await tokens.list(environment, origin);
    throw other === undefined
      ? new OpenSignError('noToken', { environment })
      : new OpenSignError('otherOrigin', { environment, host: getHost(other.origin) });
  }

  private async checkAt(target: Target, signal?: AbortSignal): Promise<Account> {
    const { environment } = target;
    const stored = await this.getStored(target);
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

  /** One check of a target at a time. A failure changes nothing, and shows when the user asks for a check. */
  private checkInBackground(target: Target): void {
    const key = `${target.environment} ${target.url}`;
    if (!this.checking.has(key)) {
      this.checking.add(key);
      void this.checkAt(target)
        .catch(() => undefined)
        .finally(() => this.checking.delete(key));
    }
  }

  private clients({ environment }: Target, token: string): (url: string) => OpenSignClient {
    return (url) => this.createClient(environment, token, url);
  }

  private createClient(
    environment: EnvironmentName,
    token: string,
    baseUrl: string,
    verdict?: { accepted(): void; rejected(): void },
  ): OpenSignClient {
    const { fetch, clock, log } = this.options;
    const timeouts = readTimeouts();
    const options = { environment, token, baseUrl, fetch, clock, log, timeouts };
    return new OpenSignClient({ ...options, ...(verdict && { verdict }) });
  }

  /** Stores a check of the token with this ID, unless it was removed or replaced in the meantime. */
  private async record(environment: EnvironmentName, id: string, check: TokenCheck): Promise<void> {
    const tokens = this.known.get(environment);
    if (tokens === undefined || tokens.some((token) => token.id === id)) {
      await this.options.tokens.setCheck(id, check);
      this.announce(environment);
    }
  }

  private async reload(environment: EnvironmentName): Promise<void> {
    await this.known.read(environment, readOrigin(environment));
    this.announce(environment);
  }

  /** Fires only if something changed: every write is reported to its writer too. */
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
    // All windows get the event, so only the focused one makes a request.
    if (vscode.window.state.focused && (state === 'valid' || state === 'unverified')) {
      const target = readTarget(environment);
      if (target.urls.length > 1) {
        this.checkInBackground(target);
      }
    }
  }
}

/** The state of an environment without a token for its base URL. */
function toUnusableState(tokens: readonly KnownToken[] | undefined): TokenState {
  if (tokens === undefined) {
    return { state: 'unknown' };
  }
  const [latest] = tokens;
  return latest === undefined ? { state: 'none' } : { state: 'otherOrigin', host: getHost(latest.origin) };
}

/** The origin of an environment's base URL, empty if that can't be used. */
function readOrigin(environment: EnvironmentName): string {
  const baseUrl = readBaseUrl(environment);
  return baseUrl.ok ? baseUrl.origin : '';
}
