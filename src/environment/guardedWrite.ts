import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { showStatus } from '../ui/gateway';
import { withCancel } from '../ui/progress';
import { askNaming, type NamingQuestion } from '../ui/question';
import { assertActive } from './active';
import type { Environments } from './environments';

/** What is asked before a write. Only its `button` allows the write. */
export type WriteQuestion = Omit<NamingQuestion, 'intro' | 'names'> &
  Partial<Pick<NamingQuestion, 'intro' | 'names'>>;

export interface GuardedWrite<T> {
  /** Where to write. The write is refused when another environment is active. */
  readonly environment: EnvironmentName;
  /** Whether a write to Sandbox asks too. A write to Live always asks. */
  readonly confirm: 'live' | 'always';
  /** Called only when the user is asked, so it may read what the question names. */
  readonly question: () => WriteQuestion | Promise<WriteQuestion>;
  /** The title of the progress notification. */
  readonly title: string;
  readonly run: (client: OpenSignClient, signal: AbortSignal) => Promise<T>;
  /** Called when `run` has ended, also when it failed or was canceled: the server may have carried it out. */
  readonly after?: () => void;
  /** Shown in the status bar after a success. */
  readonly done?: string;
}

/**
 * The one way to change something on a server: checks that the environment is still active, asks, checks again, and
 * writes under a notification with a Cancel button. Resolves with undefined when the user declines. Rejects with kind
 * `otherEnvironment`, and as the write does.
 */
export async function guardedWrite<T>(
  environments: Pick<Environments, 'active' | 'client'>,
  write: GuardedWrite<T>,
): Promise<{ readonly result: T } | undefined> {
  const { environment, confirm, question, title, run, after, done } = write;
  assertActive(environments, environment);
  if (environment === 'live' || confirm === 'always') {
    if (!(await askNaming({ intro: '', names: [], ...(await question()) }))) {
      return undefined;
    }
    assertActive(environments, environment);
  }
  const client = await environments.client(environment);
  // Reading the token takes time too.
  assertActive(environments, environment);
  let result: T;
  try {
    result = await withCancel(title, (signal) => run(client, signal));
  } finally {
    after?.();
  }
  if (done !== undefined) {
    showStatus(done, 5000);
  }
  return { result };
}
