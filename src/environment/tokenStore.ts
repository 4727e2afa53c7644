import type * as vscode from 'vscode';
import type { Account } from '../api/account';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { isObject, number, text } from '../api/values';

/** What an environment last said about the token. */
export type TokenCheck =
  | { readonly state: 'unverified' }
  | { readonly state: 'rejected' }
  | { readonly state: 'valid'; readonly account: Account };

/** One environment's entry in the secret storage. */
export interface StoredToken {
  readonly token: string;
  /** The only origin the token may be sent to. */
  readonly origin: string;
  readonly check: TokenCheck;
  /** When it was set, in milliseconds since 1970: tells one token from its successor without looking at it. */
  readonly savedAt: number;
}

/**
 * One API token per environment, in VS Code's secret storage. The storage may lose an entry at any time (a locked
 * or broken keyring), so "none" is a normal answer and a broken entry counts as none.
 */
export class TokenStore {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  async get(environment: EnvironmentName): Promise<StoredToken | undefined> {
    return parseEntry(await this.secrets.get(keyOf(environment)));
  }

  async set(environment: EnvironmentName, entry: StoredToken): Promise<void> {
    await this.secrets.store(keyOf(environment), JSON.stringify(entry));
  }

  async delete(environment: EnvironmentName): Promise<void> {
    await this.secrets.delete(keyOf(environment));
  }

  /** Calls back for every write of any window, this one included, also when nothing changed. */
  onDidChange(listener: (environment: EnvironmentName) => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      const environment = environmentNames.find((name) => keyOf(name) === key);
      if (environment !== undefined) {
        listener(environment);
      }
    });
  }
}

function keyOf(environment: EnvironmentName): string {
  return `opensign.token.${environment}`;
}

function parseEntry(json: string | undefined): StoredToken | undefined {
  if (json === undefined || json === '') {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
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
  return { token, origin, check: parseCheck(value.check), savedAt: number(value.savedAt) ?? 0 };
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
  const name = text(account.name);
  const email = text(account.email);
  return {
    state: 'valid',
    account: { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) },
  };
}
