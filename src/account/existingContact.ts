import type { Contact } from '../api/contacts';
import { OpenSignError } from '../api/errors';
import { withEmail } from './contactFields';

/**
 * The contact that keeps an address from being taken, judged by the server's refusal; undefined when the refusal had
 * another reason. The server names a contact with exactly this address, but answers one that differs in case with
 * its vague 400. `all` reads the contacts, as far as they can be read; what it rejects with is passed on.
 */
export async function existingContact(
  error: unknown,
  email: string | undefined,
  all: () => Promise<readonly Contact[]>,
): Promise<Contact | undefined> {
  if (!(error instanceof OpenSignError)) {
    return undefined;
  }
  const { objectId: id } = error.details;
  if (error.kind === 'conflict' && id !== undefined) {
    const known = (await all()).find((contact) => contact.id === id);
    return known ?? (email === undefined ? { id } : { id, email });
  }
  if ((error.kind === 'conflict' || error.kind === 'invalidRequest') && email !== undefined) {
    return withEmail(await all(), email);
  }
  return undefined;
}
