import { vague } from './api-error';

export type Query = Record<string, unknown>;

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

/** Reads `limit` and `skip`. Too much is cut to 500 without a word, nonsense is the vague 400. */
export function pageOf(query: Query): Page {
  return { limit: Math.min(count(query['limit'], DEFAULT_LIMIT), MAX_LIMIT), skip: count(query['skip'], 0) };
}

/** As `pageOf`, but for the one list that takes a nonsensical `limit` for none. */
export function lenientPageOf(query: Query): Page {
  try {
    return pageOf(query);
  } catch {
    return pageOf({ skip: query['skip'] });
  }
}

export const cut = <T>(items: readonly T[], { skip, limit }: Page): T[] => items.slice(skip, skip + limit);
