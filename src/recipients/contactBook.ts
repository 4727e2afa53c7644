import { maxPageSize, type OpenSignClient, type Page } from '../api/client';
import type { Contact } from '../api/contacts';
import { emailProblem, normaliseEmail } from '../api/email';
import { isCanceled, OpenSignError } from '../api/errors';
import { defined } from '../api/values';
import { oneLine } from '../ui/text';

/** A recipient as `Name <email>`. */
export interface Person {
  readonly name?: string;
  readonly email: string;
}

/** 10,000 contacts. Reading more would delay sending for too long. */
const mostPages = 20;

/** Reads an address, or a name with the address in angle brackets. Undefined without a valid address. */
export function parsePerson(line: string): Person | undefined {
  const named = /^([^<>]*)<([^<>]*)>\s*$/.exec(line);
  const email = normaliseEmail(named?.[2] ?? line);
  if (emailProblem(email) !== undefined) {
    return undefined;
  }
  const name = oneLine(named?.[1] ?? '').replace(/^"(.*)"$/, '$1');
  return name === '' ? { email } : { name, email };
}

/**
 * The account's contacts with a valid email address. When a page can't be read, those before it: sending works without
 * the rest. Rejects with kind `canceled` only.
 */
export async function readContacts(
  client: Pick<OpenSignClient, 'contacts'>,
  signal: AbortSignal,
): Promise<readonly Person[]> {
  const contacts = new Map<string, Contact>();
  try {
    let skip: number | undefined = 0;
    for (let pages = 0; skip !== undefined && pages < mostPages; pages++) {
      const known = contacts.size;
      const page: Page<Contact> = await client.contacts.list(skip, maxPageSize, signal);
      page.items
        .filter(({ id }) => !contacts.has(id))
        .forEach((contact) => contacts.set(contact.id, contact));
      // A server that ignores `skip` returns the same page forever.
      skip = contacts.size === known ? undefined : page.next;
    }
  } catch (error) {
    if (!(error instanceof OpenSignError) || isCanceled(error)) {
      throw error;
    }
  }
  return [...contacts.values()].flatMap(({ name, email }) =>
    email === undefined || emailProblem(email) !== undefined ? [] : [defined({ name, email })],
  );
}
