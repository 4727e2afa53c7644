import type { Clock } from '../api/fetch';
import type { Environments } from '../environment/environments';
import type { Log } from '../ui/log';
import type { Git } from '../dotenv/git';
import type { KnownIds } from './knownIds';
import type { StoredTokens } from './storedTokens';

/** What the features in the editor work with. */
export interface FeatureContext {
  readonly environments: Pick<Environments, 'active' | 'status' | 'onDidChangeActive' | 'onDidChangeStatus'>;
  readonly ids: KnownIds;
  readonly tokens: StoredTokens;
  readonly git: Pick<Git, 'check' | 'onDidChange'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}
