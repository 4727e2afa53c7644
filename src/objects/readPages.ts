import { maxPageSize } from '../api/client';
import type { Page } from '../api/endpoint';
import { OpenSignError } from '../api/errors';

/** Anything of the API that can be listed. */
export interface Listed {
  readonly id: string;
}

/** Reads one page of a list from one environment, with one token. */
export type ReadPage<T> = (skip: number, limit: number, signal: AbortSignal) => Promise<Page<T>>;

/**
 * No list is read beyond this position: 100 pages. A server that invents IDs without end would keep the client
 * reading for ever.
 */
const lastPosition = 100 * maxPageSize;

/** How far a list was read. */
export interface Reached<T> {
  /** Each ID once. */
  readonly items: readonly T[];
  /** Where the next page begins, undefined after the last. */
  readonly next: number | undefined;
  /** An item came twice: the order moved between two pages, so another item may have been missed. */
  readonly drifted: boolean;
}

export const nothingRead: Reached<never> = { items: [], next: 0, drifted: false };

/**
 * Reads the page after those in `reached`. A page without a new ID ends the list, whatever its length is: a server
 * that ignores `skip` gives the same page for ever.
 */
export async function readFurther<T extends Listed>(
  read: ReadPage<T>,
  reached: Reached<T>,
  signal: AbortSignal,
): Promise<Reached<T>> {
  if (reached.next === undefined) {
    return reached;
  }
  const page = await readPage(read, reached.next, signal);
  const items = merge(reached.items, page.items);
  const isOver =
    items.length === reached.items.length || (page.next !== undefined && page.next >= lastPosition);
  return {
    items,
    next: isOver ? undefined : page.next,
    drifted: reached.drifted || items.length < reached.items.length + page.items.length,
  };
}

/** One page, as large as the server gives them. An answer that comes after `signal` aborted is not taken. */
export async function readPage<T>(read: ReadPage<T>, skip: number, signal: AbortSignal): Promise<Page<T>> {
  const proceed = () => {
    if (signal.aborted) {
      throw new OpenSignError('canceled');
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
