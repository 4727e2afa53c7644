import type { OpenSignClient, Page } from '../api/client';
import type { Template } from '../api/template';
import { merge, readPage } from '../ui/pages';

/**
 * Every template of the account, last changed first, one page after another. When one came twice the order moved
 * meanwhile and another may have been missed, so the front is read once more. Rejects as a read does.
 */
export async function allTemplates(
  client: Pick<OpenSignClient, 'listTemplates'>,
  signal: AbortSignal,
): Promise<readonly Template[]> {
  const read = (skip: number, limit: number, stop: AbortSignal) => client.listTemplates(skip, limit, stop);
  let all: readonly Template[] = [];
  let count = 0;
  for (let skip: number | undefined = 0; skip !== undefined;) {
    const page: Page<Template> = await readPage(read, skip, signal);
    all = merge(all, page.items);
    count += page.items.length;
    skip = page.next;
  }
  if (all.length === count) {
    return all;
  }
  const front = await readPage(read, 0, signal);
  return merge(front.items, all);
}
