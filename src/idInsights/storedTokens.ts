import * as vscode from 'vscode';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import { Disposables } from '../ui/disposables';
import { hashToken, type StoredTokenHash } from './tokenLiterals';

/** Keeps hashes of the stored tokens to recognize them, never a token. */
export class StoredTokens implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private known: readonly StoredTokenHash[] = [];
  private latestRead = 0;
  readonly onDidChange = this.changed.event;

  /** `readTokens` may reject, for example when the keyring is unavailable. */
  constructor(
    environments: Pick<Environments, 'onDidChangeStatus'>,
    private readonly readTokens: (environment: EnvironmentName) => Promise<readonly string[]>,
  ) {
    this.owned.add(environments.onDidChangeStatus(() => void this.update()));
    void this.update();
  }

  dispose(): void {
    this.owned.dispose();
  }

  get hashes(): readonly StoredTokenHash[] {
    return this.known;
  }

  private async update(): Promise<void> {
    const read = ++this.latestRead;
    const hashes = await Promise.all(
      environmentNames.map(async (environment) => {
        const tokens = await this.readTokens(environment).catch(() => []);
        return tokens.map((token) => hashToken(environment, token));
      }),
    );
    const known = hashes.flat();
    if (read === this.latestRead && JSON.stringify(known) !== JSON.stringify(this.known)) {
      this.known = known;
      this.changed.fire();
    }
  }
}
