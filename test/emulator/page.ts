import { vague } from './apiError';
import type { Call } from './call';

interface Page {
  readonly skip: number;
  readonly limit: number;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

function count(value: unknown, missing: number): number {
  if (value === undefined || value === '') return missing;
  const number = typeof value === 'string' ? Number(value) : NaN;
  if (!(number >= 0)) throw vague();
  return Math.ceil(number);
}

/** Reads `limit` and `skip`. A larger `limit` is silently cut to 500, an invalid one gets the vague 400. */
export function pageOf({ deployment, query }: Pick<Call, 'deployment' | 'query'>): Page {
  const limit = Math.min(count(query['limit'], DEFAULT_LIMIT), MAX_LIMIT);
  const skip = count(query['skip'], 0);
  return { limit, skip: deployment.settings.quirks.ignoresSkip ? 0 : skip };
}

/** As `pageOf`, but for the one list that takes a nonsensical `limit` for none. */
export function lenientPageOf(call: Call): Page {
  try {
    return pageOf(call);
  } catch {
    return pageOf({ deployment: call.deployment, query: { skip: call.query['skip'] } });
  }
}

export const cut = <T>(items: readonly T[], { skip, limit }: Page): T[] => items.slice(skip, skip + limit);
