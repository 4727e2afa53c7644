import type { Draft } from '../api/client';
import { mayHaveHappened, OpenSignError, type ErrorKind } from '../api/errors';
import type { StreamedBody } from '../api/streamedBody';
import type { Job } from './draft';
import { RefusedFile } from '../pdf/pdfFile';

/** What became of a file. */
export type Outcome =
  | { readonly state: 'uploaded'; readonly job: Job; readonly draft: Draft }
  /** Kind `outcomeUnknown` means that it may have arrived all the same. */
  | { readonly state: 'failed'; readonly job: Job; readonly error: OpenSignError }
  /** It did not pass the check right before sending. */
  | { readonly state: 'refused'; readonly job: Job; readonly refusal: RefusedFile }
  /** Canceled when all of it was on its way, so that it may have arrived all the same. */
  | { readonly state: 'canceled'; readonly job: Job }
  | { readonly state: 'notSent'; readonly job: Job };

export interface SendSteps {
  /** Reads the file and makes the request. Nothing is sent yet. */
  prepare(job: Job, index: number): Promise<StreamedBody>;
  send(body: StreamedBody): Promise<Draft>;
}

/** Kinds that the next file would meet as well. */
const affectsAll: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'unauthorized',
  'noToken',
  'otherOrigin',
  'badBaseUrl',
  'quota',
  'subscription',
  'throttled',
  'offline',
  'proxy',
  'certificate',
  'notOpenSign',
  'unsupported',
  'redirected',
]);

/** True when `error` says something about the environment, not about the file. */
export function stopsAll(error: OpenSignError): boolean {
  return affectsAll.has(error.kind);
}

/**
 * Sends one job after another, each at most once. Goes on after a failure unless the rest would fail too. Resolves
 * with an outcome for each job, in their order; rejects only with what is no failure of an upload.
 */
export async function sendAll(jobs: readonly Job[], steps: SendSteps): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let stopped = false;
  for (const [index, job] of jobs.entries()) {
    if (stopped) {
      outcomes.push({ state: 'notSent', job });
      continue;
    }
    try {
      outcomes.push({ state: 'uploaded', job, draft: await steps.send(await steps.prepare(job, index)) });
    } catch (error) {
      const outcome = getOutcome(job, error);
      outcomes.push(outcome);
      stopped =
        outcome.state === 'canceled' ||
        outcome.state === 'notSent' ||
        (outcome.state === 'failed' && stopsAll(outcome.error));
    }
  }
  return outcomes;
}

function getOutcome(job: Job, error: unknown): Outcome {
  if (error instanceof RefusedFile) {
    return { state: 'refused', job, refusal: error };
  }
  if (!(error instanceof OpenSignError)) {
    throw error;
  }
  if (error.kind === 'canceled') {
    return { state: mayHaveHappened(error) ? 'canceled' : 'notSent', job };
  }
  return { state: 'failed', job, error };
}
