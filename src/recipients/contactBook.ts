import type { OpenSignClient } from '../api/client';
import type { Contact } from '../api/contacts';
import { emailProblem, normalizeEmail } from '../api/email';
import { isCanceled, OpenSignError } from '../api/errors';
import { nothingRead, readFurther, type ListProgress } from '../api/readPages';
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
  const email = normalizeEmail(named?.[2] ?? line);
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
  let progress: ListProgress<Contact> = nothingRead;
  try {
    for (let pages = 0; progress.next !== undefined && pages < mostPages; pages++) {
      progress = await readFurther((...page) => client.contacts.list(...page), progress, signal);
    }
  } catch (error) {
    if (!(error instanceof OpenSignError) || isCanceled(error)) {
      throw error;
    }
  }
  return progress.items.flatMap(({ name, email }) =>
    email === undefined || emailProblem(email) !== undefined ? [] : [defined({ name, email })],
  );
}
