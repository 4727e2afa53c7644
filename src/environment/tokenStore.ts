import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Account } from '../api/account';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { defined, isObject, number, text } from '../api/values';

/** What a server last returned for a token. */
export type TokenCheck =
  | { readonly state: 'unverified' }
  | { readonly state: 'rejected' }
  | { readonly state: 'valid'; readonly account: Account };

export interface StoredToken {
  readonly token: string;
  /** The only origin the token may be sent to. */
  readonly origin: string;
  /** Random, created when the token was set. Identifies it without revealing anything about it. */
  readonly id: string;
  /** When it was set, in milliseconds since 1970. */
  readonly savedAt: number;
}

const prefix = 'opensign.token.';
const checksKey = 'opensign.tokenChecks';
/** More than any user has tokens. The oldest checks belong to tokens that another window removed. */
const mostChecks = 20;

/**
 * The API tokens in VS Code's secret storage, one per environment and origin. Each has its own key, so that windows
 * that store at the same time can't overwrite each other's. Only `set` and `delete` write secrets. A keyring may lose
 * an entry at any time, so a missing or broken entry is a normal case.
 *
 * The results of token checks are in the extension's global state, by the token's ID: they survive a restart, VS Code
 * forwards them to other windows, and writing them can't bring back a token that was removed or replaced.
 */
export class TokenStore {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly state: vscode.Memento,
  ) {}

  async get(environment: EnvironmentName, origin: string): Promise<StoredToken | undefined> {
    return (await this.read(toKey(environment, origin), origin)) ?? this.readOld(environment, origin);
  }

  /** All tokens of an environment, the latest first. Only that of `origin` if VS Code can't list secrets. */
  async list(environment: EnvironmentName, origin: string): Promise<readonly StoredToken[]> {
    let keys: readonly string[];
    try {
      keys = (await this.secrets.keys()).filter((key) => key.startsWith(toKey(environment, '')));
    } catch {
      keys = [toKey(environment, origin)];
    }
    const entries = await Promise.all(keys.map((key) => this.read(key, parseOrigin(key))));
    const found = entries.filter((entry) => entry !== undefined);
    const old = await this.readOld(environment);
    const isReplaced = found.some(({ origin }) => origin === old?.origin);
    return [...found, ...(old === undefined || isReplaced ? [] : [old])].sort(
      (a, b) => b.savedAt - a.savedAt,
    );
  }

  /** `check` is the result of a check made before the token is stored. */
  async set(
    environment: EnvironmentName,
    { origin, token, savedAt }: Omit<StoredToken, 'id'>,
    check: TokenCheck,
  ): Promise<void> {
    const before = await this.get(environment, origin);
    const id = randomUUID();
    await this.setCheck(id, check);
    await this.secrets.store(toKey(environment, origin), JSON.stringify({ token, origin, id, savedAt }));
    await this.deleteOld(environment, origin);
    await this.setCheck(before?.id, undefined);
  }

  /** Deletes the token with this ID. Resolves with false if another window has replaced or removed it. */
  async delete(environment: EnvironmentName, { origin, id }: Omit<StoredToken, 'token'>): Promise<boolean> {
    // Read again right before: what this window knows of the keyring may be stale.
    if ((await this.get(environment, origin))?.id !== id) {
      return false;
    }
    await this.secrets.delete(toKey(environment, origin));
    await this.deleteOld(environment, origin);
    await this.setCheck(id, undefined);
    return true;
  }

  /** The last check of the token with this ID. */
  check(id: string): TokenCheck {
    return parseCheck(this.checks[id]);
  }

  /** Stores a check, or deletes it. */
  async setCheck(id: string | undefined, check: TokenCheck | undefined): Promise<void> {
    const others = Object.entries(this.checks).filter(([key]) => key !== id);
    const kept = check === undefined || id === undefined ? others : [...others, [id, check] as const];
    if (check !== undefined || others.length < Object.keys(this.checks).length) {
      await this.state.update(checksKey, Object.fromEntries(kept.slice(-mostChecks)));
    }
  }

  /** Fires for every write in any window, this one included, also when nothing changed. */
  onDidChange(listener: (environment: EnvironmentName) => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      const environment = environmentNames.find(
        (name) => key === toOldKey(name) || key.startsWith(toKey(name, '')),
      );
      if (environment !== undefined) {
        listener(environment);
      }
    });
  }

  private get checks(): Readonly<Record<string, unknown>> {
    const value = this.state.get<unknown>(checksKey);
    return isObject(value) ? value : {};
  }

  private async read(key: string, origin: string): Promise<StoredToken | undefined> {
    const entry = parseEntry(await this.secrets.get(key));
    return entry?.origin === origin ? entry : undefined;
  }

  /** The environment's only token from version 0.1.0, if it is for `origin`. */
  private async readOld(environment: EnvironmentName, origin?: string): Promise<StoredToken | undefined> {
    const entry = parseEntry(await this.secrets.get(toOldKey(environment)));
    return origin === undefined || entry?.origin === origin ? entry : undefined;
  }

  private async deleteOld(environment: EnvironmentName, origin: string): Promise<void> {
    if ((await this.readOld(environment, origin)) !== undefined) {
      await this.secrets.delete(toOldKey(environment));
    }
  }
}

type Stored = readonly Omit<StoredToken, 'token'>[];

/** A stored token without the token itself. */
export interface KnownToken extends Omit<StoredToken, 'token'> {
  readonly check: TokenCheck;
}

/** A synchronous copy of what is stored, without the tokens themselves. */
export class KnownTokens {
  private readonly stored = new Map<EnvironmentName, Stored>();
  private readonly readings = new Map<EnvironmentName, Promise<Stored>>();

  constructor(private readonly store: TokenStore) {}

  /** The latest token comes first. Undefined until the keyring has been read. */
  get(environment: EnvironmentName): readonly KnownToken[] | undefined {
    const stored = this.stored.get(environment);
    return stored?.map((token) => ({ ...token, check: this.store.check(token.id) }));
  }

  /** Reads the keyring, as {@link TokenStore.list} does. Of overlapping reads the latest counts. Never rejects. */
  async read(environment: EnvironmentName, origin: string): Promise<void> {
    let reading = this.list(environment, origin);
    this.readings.set(environment, reading);
    let stored: Stored;
    do {
      reading = this.readings.get(environment) ?? reading;
      stored = await reading;
    } while (reading !== this.readings.get(environment));
    this.stored.set(environment, stored);
  }

  private async list(environment: EnvironmentName, origin: string): Promise<Stored> {
    try {
      const tokens = await this.store.list(environment, origin);
      return tokens.map(({ origin, id, savedAt }) => ({ origin, id, savedAt }));
    } catch {
      // A broken keyring is treated as an empty one, so that a token can be set.
      return [];
    }
  }
}

function toOldKey(environment: EnvironmentName): string {
  return prefix + environment;
}

function toKey(environment: EnvironmentName, origin: string): string {
  return `${prefix}${environment} ${origin}`;
}

function parseOrigin(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

function parseEntry(json: string | undefined): StoredToken | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const token = text(value.token);
  const origin = text(value.origin);
  if (token === undefined || origin === undefined) {
    return undefined;
  }
  const savedAt = number(value.savedAt) ?? 0;
  // Version 0.1.0 gave tokens no ID.
  return { token, origin, id: text(value.id) ?? `0.1.0 ${origin} ${String(savedAt)}`, savedAt };
}

function parseCheck(value: unknown): TokenCheck {
  const check = isObject(value) ? value : {};
  if (check.state === 'rejected') {
    return { state: 'rejected' };
  }
  if (check.state !== 'valid') {
    return { state: 'unverified' };
  }
  const account = isObject(check.account) ? check.account : {};
  return { state: 'valid', account: defined({ name: text(account.name), email: text(account.email) }) };
}
