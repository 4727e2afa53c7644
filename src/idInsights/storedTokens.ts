import type * as vscode from 'vscode';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import { Disposables } from '../ui/disposables';
import { hashToken, type StoredTokenHash } from './tokenLiterals';

/** Recognises the stored tokens. Keeps hashes of them, never a token. */
export class StoredTokens implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly listeners = new Set<() => void>();
  private known: readonly StoredTokenHash[] = [];
  private turn = 0;

  /** `tokensOf` gives the stored tokens of an environment; it may reject, as a keyring does that is out of order. */
  constructor(
    environments: Pick<Environments, 'onDidChangeStatus'>,
    private readonly tokensOf: (environment: EnvironmentName) => Promise<readonly string[]>,
  ) {
    this.owned.add(environments.onDidChangeStatus(() => void this.read()));
    void this.read();
  }

  dispose(): void {
    this.listeners.clear();
    this.owned.dispose();
  }

  get hashes(): readonly StoredTokenHash[] {
    return this.known;
  }

  onDidChange(listener: () => void): vscode.Disposable {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  private async read(): Promise<void> {
    const turn = ++this.turn;
    const read = await Promise.all(
      environmentNames.map(async (environment) => {
        try {
          return (await this.tokensOf(environment)).map((token) => hashToken(environment, token));
        } catch {
          return [];
        }
      }),
    );
    const known = read.flat();
    if (turn === this.turn && JSON.stringify(known) !== JSON.stringify(this.known)) {
      this.known = known;
      [...this.listeners].forEach((listener) => listener());
    }
  }
}
