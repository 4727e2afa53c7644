import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { oneLine } from '../ui/text';

/** What of a template matters to an id file. */
export interface TemplateFact {
  readonly id: string;
  /** Without white space around it; empty when the template has none. */
  readonly title: string;
  /** When it was made, in milliseconds since 1970; undefined when the server did not tell. */
  readonly created: number | undefined;
}

/** The templates of both environments. One without a usable token is undefined: nothing is known of it. */
export type World = Readonly<Record<EnvironmentName, readonly TemplateFact[] | undefined>>;

/** One id per environment; undefined where no counterpart is known. */
export type Ids = Readonly<Record<EnvironmentName, string | undefined>>;

/** What an id file says of one template. */
export interface IdEntry {
  /** The name that code refers to, without what a format puts before it. */
  readonly identifier: string;
  /** As {@link shownTitle} gives it: what stands in the comment. */
  readonly title: string;
  readonly ids: Ids;
}

/** Live first: it is what counts when the two differ. */
export const environmentOrder = ['live', 'sandbox'] as const satisfies readonly EnvironmentName[];

/** Stands in a file for a title that is not there. A word of the file, the same in every language. */
export const noTitle = '(no title)';

/** A template of an answer as a fact. */
export function factOf({ id, title, createdAt }: Template): TemplateFact {
  return { id, title: (title ?? '').trim(), created: createdAt?.time };
}

/** The oldest first, for the order of a list follows what was changed last. Those of unknown age come last. */
export function byAge(a: TemplateFact, b: TemplateFact): number {
  const age = (fact: TemplateFact) => fact.created ?? Number.MAX_SAFE_INTEGER;
  return age(a) - age(b) || compare(a.title, b.title) || compare(a.id, b.id);
}

/** By code units: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A title as it stands in a file: on one line, without characters that end a line, turn the direction of writing or
 * have no place in UTF-8. What a format has to escape is up to the format.
 */
export function shownTitle(title: string): string {
  const line = oneLine(
    title
      .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
      .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .replace(/\p{Cs}/gu, '\ufffd'),
  );
  return line === '' ? noTitle : line;
}

/** Whether there is anything in a title to tell templates by. */
export function hasTitle(title: string): boolean {
  return shownTitle(title) !== noTitle;
}
