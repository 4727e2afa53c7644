import type * as vscode from 'vscode';
import type { Clock } from '../../api/fetch';
import type { Environments } from '../../environment/environments';
import type { Log } from '../../ui/log';
import type { KnownIds } from '../ids/knownIds';
import type { StoredTokens } from './storedTokens';

/** Which files git ignores. */
export interface Ignores {
  /** Never rejects. */
  isIgnored(uri: vscode.Uri): Promise<boolean>;
  readonly onDidChange: vscode.Event<void>;
}

/** What the features in the editor work with. */
export interface FeatureContext {
  readonly environments: Pick<Environments, 'active' | 'status' | 'onDidChangeActive' | 'onDidChangeStatus'>;
  readonly ids: KnownIds;
  readonly tokens: StoredTokens;
  readonly ignores: Ignores;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}
