import { maxPageSize, type OpenSignClient } from './client';
import type { Page } from './endpoint';
import { OpenSignError } from './errors';
import type { Template } from './template';

/** Anything that the API lists. */
export interface Listed {
  readonly id: string;
}

/** Reads one page of a list from one environment, with one token. */
export type ReadPage<T> = (skip: number, limit: number, signal: AbortSignal) => Promise<Page<T>>;

/** No list is read beyond 100 pages, so a server that invents IDs can’t keep the client reading forever. */
const lastPosition = 100 * maxPageSize;

/** How far a list was read. */
export interface ListProgress<T> {
  /** Each ID once. */
  readonly items: readonly T[];
  /** Where the next page begins, undefined after the last. */
  readonly next: number | undefined;
  /** An item came twice: the order changed between two pages, so another item may have been missed. */
  readonly drifted: boolean;
}

export const nothingRead: ListProgress<never> = { items: [], next: 0, drifted: false };

/**
 * Reads the page after those in `progress`. A page without a new ID ends the list: a server that ignores `skip` returns
 * the same page forever.
 */
export async function readFurther<T extends Listed>(
  read: ReadPage<T>,
  progress: ListProgress<T>,
  signal: AbortSignal,
): Promise<ListProgress<T>> {
  if (progress.next === undefined) {
    return progress;
  }
  const page = await readPage(read, progress.next, signal);
  const items = merge(progress.items, page.items);
  const isOver =
    items.length === progress.items.length || (page.next !== undefined && page.next >= lastPosition);
  return {
    items,
    next: isOver ? undefined : page.next,
    drifted: progress.drifted || items.length < progress.items.length + page.items.length,
  };
}

/** Reads one page of the largest size. A response that arrives after `signal` aborted is dropped. */
export async function readPage<T>(read: ReadPage<T>, skip: number, signal: AbortSignal): Promise<Page<T>> {
  throwIfAborted(signal);
  const page = await read(skip, maxPageSize, signal);
  throwIfAborted(signal);
  return page;
}

/** Throws our own error of kind `canceled`, unlike `AbortSignal.throwIfAborted`. */
export function throwIfAborted(...signals: readonly AbortSignal[]): void {
  if (signals.some(({ aborted }) => aborted)) {
    throw new OpenSignError('canceled');
  }
}

/** `items` and those of `more` that are new, each ID once. */
export function merge<T extends Listed>(items: readonly T[], more: readonly T[]): T[] {
  const merged = new Map(items.map((item) => [item.id, item]));
  for (const item of more) {
    if (!merged.has(item.id)) {
      merged.set(item.id, item);
    }
  }
  return [...merged.values()];
}

/** Every template of the account, last changed first. Rejects as a read does. */
export async function readAllTemplates(
  client: Pick<OpenSignClient, 'listTemplates'>,
  signal: AbortSignal,
): Promise<readonly Template[]> {
  const read: ReadPage<Template> = (skip, limit, stop) => client.listTemplates(skip, limit, stop);
  let progress: ListProgress<Template> = nothingRead;
  while (progress.next !== undefined) {
    progress = await readFurther(read, progress, signal);
  }
  // What changed during the reading is on the first page.
  return progress.drifted ? merge((await readPage(read, 0, signal)).items, progress.items) : progress.items;
}
