import type { Contact } from '../api/contacts';
import { emailProblem } from '../api/email';
import { maxPageSize, type OpenSignClient } from '../api/client';
import { isCanceled, OpenSignError } from '../api/errors';
import { merge } from '../objects/readPages';
import type { Person } from './person';

/** 10,000 contacts. Beyond that, sending would wait for too long. */
const mostPages = 20;

/**
 * The account's contacts that OpenSign can write to, or those that could be read: sending goes on without the others.
 * Rejects with kind `canceled` only.
 */
export async function readContacts(
  client: Pick<OpenSignClient, 'contacts'>,
  signal: AbortSignal,
): Promise<readonly Person[]> {
  let all: readonly Contact[] = [];
  try {
    let skip: number | undefined = 0;
    for (let pages = 0; skip !== undefined && pages < mostPages; pages++) {
      const { items, next }: Awaited<ReturnType<typeof client.contacts.list>> = await client.contacts.list(
        skip,
        maxPageSize,
        signal,
      );
      const merged = merge(all, items);
      // A server that ignores `skip` gives the same page for ever.
      skip = merged.length === all.length ? undefined : next;
      all = merged;
    }
  } catch (error) {
    if (!(error instanceof OpenSignError) || isCanceled(error)) {
      throw error;
    }
  }
  return all.flatMap(({ name, email }) =>
    email === undefined || emailProblem(email) !== undefined
      ? []
      : [name === undefined ? { email } : { name, email }],
  );
}
