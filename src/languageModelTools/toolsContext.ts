import type { EnvironmentName } from '../api/environmentName';
import type { JsonObject } from '../api/values';
import type { Environments } from '../environment/environments';
import type { Log } from '../ui/log';

/** The request that makes a draft of a template, without its file; or what keeps it from being made, in sentences. */
export type DraftRequest = { readonly fields: JsonObject } | { readonly problems: readonly string[] };

/** What the tools work with. */
export interface AgentsContext {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  /** What to send for a template, given as the server tells it. */
  readonly requestOf: (template: JsonObject) => DraftRequest;
  /** Called after a write, whatever came of it: lists are read again. */
  readonly changed: (environment: EnvironmentName) => void;
  readonly log: Pick<Log, 'error'>;
}
