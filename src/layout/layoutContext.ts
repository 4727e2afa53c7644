import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import type { Outgoing } from '../api/outgoing';
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
  readonly templates: {
    /** Loads the list of the active environment anew. */
    refresh(): Promise<void>;
    /** Loads the list anew and selects a template of the active environment in it. */
    reveal(id: string): Promise<void>;
  };
  /**
   * The template that a command is for, asked for in a dialog named `purpose` where none was given. Undefined when
   * called off.
   */
  readonly templateOf: (
    args: readonly unknown[],
    purpose: string,
  ) => Promise<{ readonly environment: EnvironmentName; readonly id: string } | undefined>;
  /** Takes care of a message that nobody waits for. */
  readonly detach: (message: Promise<void>) => void;
}
