import type { OpenSignClient } from '../api/client';
import type { Template } from '../api/template';
import { merge, nothingRead, readFurther, readPage, type Reached } from './readPages';

/**
 * Every template of the account, last changed first, one page after another. When one came twice the order moved
 * meanwhile and another may have been missed, so the front is read once more. Rejects as a read does.
 */
export async function allTemplates(
  client: Pick<OpenSignClient, 'listTemplates'>,
  signal: AbortSignal,
): Promise<readonly Template[]> {
  const read = (skip: number, limit: number, stop: AbortSignal) => client.listTemplates(skip, limit, stop);
  let reached: Reached<Template> = nothingRead;
  while (reached.next !== undefined) {
    reached = await readFurther(read, reached, signal);
  }
  if (!reached.drifted) {
    return reached.items;
  }
  const front = await readPage(read, 0, signal);
  return merge(front.items, reached.items);
}
