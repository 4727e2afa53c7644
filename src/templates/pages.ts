import { maxPageSize, type OpenSignClient, type Page } from '../api/client';
import { OpenSignError } from '../api/errors';
import type { Template } from '../api/template';

/** What reading a list needs of a client. */
export type TemplatePages = Pick<OpenSignClient, 'listTemplates'>;

/** One page, as large as the server gives them. An answer that comes after `signal` aborted is not taken. */
export async function readPage(
  client: TemplatePages,
  skip: number,
  signal: AbortSignal,
): Promise<Page<Template>> {
  const proceed = () => {
    if (signal.aborted) {
      throw new OpenSignError('cancelled');
    }
  };
  proceed();
  const page = await client.listTemplates(skip, maxPageSize, signal);
  proceed();
  return page;
}

/** `items` and those of `more` that are not among them, each id once. */
export function merge(items: readonly Template[], more: readonly Template[]): Template[] {
  const merged = new Map(items.map((item) => [item.id, item]));
  for (const item of more) {
    if (!merged.has(item.id)) {
      merged.set(item.id, item);
    }
  }
  return [...merged.values()];
}
