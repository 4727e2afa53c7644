import type * as vscode from 'vscode';
import { sameEmail } from '../api/email';
import { l10n } from '../ui/l10n';
import { parsePerson, type Person } from './person';

/** A line of the list in which a signer is chosen. */
export interface RecipientItem extends vscode.QuickPickItem {
  /** Absent on the line that says what is wrong with what was typed. */
  readonly person?: Person;
}

export interface RecipientChoice {
  readonly typed: string;
  /** Who was chosen before, or stands in the template. */
  readonly current: Person | undefined;
  readonly contacts: readonly Person[];
  /** The role that somebody with this address fills already. */
  readonly roleOf: (email: string) => string | undefined;
}

/**
 * What can be chosen: what was typed first, then who was there before, then the contacts. People who already fill
 * another role come last, so that pressing Enter twice doesn't give two roles to one person.
 */
export function recipientItems({
  typed,
  current,
  contacts,
  roleOf,
}: RecipientChoice): readonly RecipientItem[] {
  const line = typed.trim();
  const person = line === '' ? undefined : completed(parsePerson(line), contacts);
  const shown = person ?? current;
  const known = [current, ...contacts].filter(
    (each) => each !== undefined && (person === undefined || !sameEmail(each.email, person.email)),
  );
  const others = known.filter(
    (each, index) =>
      known.findIndex((other) => each && other && sameEmail(each.email, other.email)) === index,
  );
  const isFree = (each: Person | undefined) =>
    each !== undefined && (each === current || roleOf(each.email) === undefined);
  const inOrder = [...others.filter(isFree), ...others.filter((each) => !isFree(each))];
  const items = inOrder.flatMap((each) => (each === undefined ? [] : [itemOf(each, roleOf)]));
  if (person !== undefined) {
    return [{ ...itemOf(person, roleOf), alwaysShow: true }, ...items];
  }
  const hint = shown === undefined && line === '' ? undefined : hintFor(line);
  return hint === undefined ? items : [...items, hint];
}

/** A contact's name for an address that was typed without one. */
function completed(person: Person | undefined, contacts: readonly Person[]): Person | undefined {
  if (person === undefined || person.name !== undefined) {
    return person;
  }
  return contacts.find(({ email }) => sameEmail(email, person.email)) ?? person;
}

function itemOf(person: Person, roleOf: RecipientChoice['roleOf']): RecipientItem {
  const role = roleOf(person.email);
  return {
    label: person.name ?? person.email,
    ...(person.name === undefined ? {} : { description: person.email }),
    ...(role === undefined ? {} : { detail: l10n.t('Already assigned to “{0}”', role) }),
    person,
  };
}

function hintFor(line: string): RecipientItem | undefined {
  return line === ''
    ? undefined
    : {
        label: l10n.t('Enter a valid email address'),
        description: l10n.t('“{0}” isn’t an email or Name <email>', line),
        alwaysShow: true,
      };
}
