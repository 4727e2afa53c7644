import type { Clock } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import type { DocumentGroups } from './documentGroups';

/** What the actions on documents need. */
export interface DocumentsContext {
  readonly environments: Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;
  readonly groups: DocumentGroups;
  readonly clock: Clock;
  /** Reads the lists again after something of `environment` changed. Never rejects. */
  readonly follow: (environment: EnvironmentName) => Promise<void>;
  /** Says no more of a document that the user has ended. */
  readonly unwatch: (environment: EnvironmentName, id: string) => void;
  /** Reads one document again when it is next looked at. */
  readonly forget: (environment: EnvironmentName, id: string) => void;
}
