import { vague } from './apiError';
import type { Call } from './call';

interface Page {
  readonly skip: number;
  readonly limit: number;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

function parseCount(value: unknown, defaultValue: number): number {
  if (value === undefined || value === '') return defaultValue;
  const number = typeof value === 'string' ? Number(value) : NaN;
  if (!(number >= 0)) throw vague();
  return Math.ceil(number);
}

/** Reads `limit` and `skip`. A larger `limit` is silently cut to 500, an invalid one gets the vague 400. */
export function parsePage({ deployment, query }: Pick<Call, 'deployment' | 'query'>): Page {
  const limit = Math.min(parseCount(query['limit'], DEFAULT_LIMIT), MAX_LIMIT);
  const skip = parseCount(query['skip'], 0);
  return { limit, skip: deployment.settings.quirks.ignoresSkip ? 0 : skip };
}

/** Like `parsePage`, for the one list that ignores an invalid `limit`. */
export function parsePageLeniently(call: Call): Page {
  try {
    return parsePage(call);
  } catch {
    return parsePage({ deployment: call.deployment, query: { skip: call.query['skip'] } });
  }
}

export const cut = <T>(items: readonly T[], { skip, limit }: Page): T[] => items.slice(skip, skip + limit);
