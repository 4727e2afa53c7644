import { maxPageSize, type Page } from '../api/client';
import { OpenSignError } from '../api/errors';

/** Anything of the API that can be listed. */
export interface Listed {
  readonly id: string;
}

/** Reads one page of a list from one environment, with one token. */
export type ReadPage<T> = (skip: number, limit: number, signal: AbortSignal) => Promise<Page<T>>;

/** One page, as large as the server gives them. An answer that comes after `signal` aborted is not taken. */
export async function readPage<T>(read: ReadPage<T>, skip: number, signal: AbortSignal): Promise<Page<T>> {
  const proceed = () => {
    if (signal.aborted) {
      throw new OpenSignError('cancelled');
    }
  };
  proceed();
  const page = await read(skip, maxPageSize, signal);
  proceed();
  return page;
}

/** `items` and those of `more` that are not among them, each id once. */
export function merge<T extends Listed>(items: readonly T[], more: readonly T[]): T[] {
  const merged = new Map(items.map((item) => [item.id, item]));
  for (const item of more) {
    if (!merged.has(item.id)) {
      merged.set(item.id, item);
    }
  }
  return [...merged.values()];
}
