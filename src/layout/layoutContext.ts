import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import type { Outgoing } from '../api/outgoing';
import type { Template } from '../api/template';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import type { PageCache } from './pageCache';

/** What the commands about layout files need. */
export interface LayoutFileContext {
  readonly environments: {
    readonly active: EnvironmentName;
    client(environment: EnvironmentName): Promise<OpenSignClient>;
  };
  readonly pages: PageCache;
  /** Asks the last question about a document, under this title, and sends it. */
  readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
  readonly changes: Pick<ObjectChanges, 'fire' | 'reveal'>;
  readonly templates: Pick<ObjectSource<Template>, 'choose'>;
  /** Takes care of a message that nobody waits for. */
  readonly detach: (message: Promise<void>) => void;
}
