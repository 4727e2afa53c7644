import type { EnvironmentName } from '../api/environmentName';
import type { Git } from './git';

/** A token that stands in a document. Offsets count UTF-16 units in the document's text at `version`. */
export interface FoundToken {
  readonly uri: string;
  readonly version: number;
  readonly environment: EnvironmentName;
  readonly start: number;
  readonly end: number;
  /** The literal with its quotes, when the token is all of it. */
  readonly literal?: { readonly start: number; readonly end: number };
}

/** What the commands about `.env` need. */
export interface EnvContext {
  readonly environments: { readonly active: EnvironmentName };
  readonly git: Pick<Git, 'check' | 'refresh'>;
  /** The stored token of an environment. Rejects as `Environments.client` does. */
  readonly tokenOf: (environment: EnvironmentName) => Promise<string>;
  /** Takes care of a message that nobody waits for. */
  readonly detach: (message: Promise<void>) => void;
}
