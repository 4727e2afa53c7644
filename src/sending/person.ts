import { emailProblem, normalizeEmail } from '../api/email';
import { oneLine } from '../ui/text';

/** Somebody as people write him down: `Ana Ruiz <ana@example.com>`. */
export interface Person {
  readonly name?: string;
  readonly email: string;
}

/** What a line says: an address, or a name with the address in angle brackets. Undefined when there is no good address. */
export function parsePerson(line: string): Person | undefined {
  const named = /^([^<>]*)<([^<>]*)>\s*$/.exec(line);
  const email = normalizeEmail(named?.[2] ?? line);
  if (emailProblem(email) !== undefined) {
    return undefined;
  }
  const name = oneLine(named?.[1] ?? '').replace(/^"(.*)"$/, '$1');
  return name === '' ? { email } : { name, email };
}

/** The line that {@link parsePerson} reads. */
export function personLine({ name, email }: Person): string {
  return name === undefined ? email : `${name} <${email}>`;
}
