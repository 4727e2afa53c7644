import { emailProblem } from '../api/email';
import { maxPageSize, type OpenSignClient } from '../api/client';
import { OpenSignError } from '../api/errors';
import type { Person } from './person';

/**
 * The account's contacts whom OpenSign can write to, as far as one page goes. Empty when they cannot be read: they
 * only save typing. Rejects with what is a mistake of ours.
 */
export async function readContacts(
  client: Pick<OpenSignClient, 'contacts'>,
  signal: AbortSignal,
): Promise<readonly Person[]> {
  try {
    const { items } = await client.contacts.list(0, maxPageSize, signal);
    return items.flatMap(({ name, email }) =>
      email === undefined || emailProblem(email) !== undefined
        ? []
        : [name === undefined ? { email } : { name, email }],
    );
  } catch (error) {
    if (error instanceof OpenSignError) {
      return [];
    }
    throw error;
  }
}
