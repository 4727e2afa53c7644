import type { Field, TemplateFacts } from './templateFacts';
import { parsePerson, type Person } from './person';

/** Days that OpenSign gives signers when nobody says otherwise. Source: api.md 4.7. */
export const defaultDays = 15;

/** What has been answered so far, shown again when the user goes back. */
export interface Draft {
  /** One a role, in the template's order. */
  readonly people: (Person | undefined)[];
  /** Roles, by their index, whose signer was given without a name: it is asked for, and asked again on the way back. */
  readonly unnamed: Set<number>;
  title: string;
  sendEmail: boolean;
  inOrder: boolean;
  days: number;
  redirectUrl: string;
  note: string;
  readonly values: Map<Field, string>;
}

/** The answers that the template itself gives. */
export function draftOf(facts: TemplateFacts): Draft {
  const { template } = facts;
  return {
    people: template.roles.map(({ name, email }) => assigned(name, email)),
    unnamed: new Set(),
    title: template.title ?? '',
    sendEmail: true,
    inOrder: facts.sendInOrder ?? true,
    days: facts.timeToCompleteDays ?? defaultDays,
    redirectUrl: facts.redirectUrl ?? '',
    note: template.note ?? '',
    values: new Map(facts.fields.flatMap((field) => (field.value ? [[field, field.value]] : []))),
  };
}

function assigned(name: string | undefined, email: string | undefined): Person | undefined {
  const person = email === undefined ? undefined : parsePerson(email);
  return person === undefined || name === undefined ? person : { ...person, name };
}

/** What is wrong with a redirect URL; it may be left out. */
export function isRedirectUrl(value: string): boolean {
  const url = value.trim();
  return url === '' || (URL.canParse(url) && new URL(url).protocol === 'https:' && !/\s/.test(url));
}

/** The number of days that a text says; undefined when it is no whole number from 1 to 365. */
export function parseDays(value: string): number | undefined {
  const days = /^\s*\d{1,3}\s*$/.test(value) ? Number(value) : 0;
  return days >= 1 && days <= 365 ? days : undefined;
}
