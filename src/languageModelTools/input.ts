import { documentGroups, type DocumentGroup } from '../api/document';
import { isObjectId, list, isObject, type JsonObject } from '../api/values';

/** Somebody who is to fill a role. */
export interface RecipientInput {
  readonly role: string;
  readonly email: string;
  readonly name?: string;
}

export interface DraftInput {
  readonly templateId: string;
  readonly title?: string;
  readonly recipients: readonly RecipientInput[];
}

export interface PageInput {
  readonly skip: number;
  readonly limit: number;
}

/** Most items of a list that one answer gives; the manifest says the same. */
export const mostItems = 100;
const usualItems = 25;

/** An input that does not fit the schema. The message is for the model. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** Inputs are checked by VS Code against the schema; whoever calls a tool by itself may still send anything. */
export function inputOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function idOf({ id }: JsonObject): string {
  return requireId(id, 'id');
}

export function pageOf({ skip, limit }: JsonObject): PageInput {
  return {
    skip: whole(skip, 'skip', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    limit: whole(limit, 'limit', 1, mostItems) ?? usualItems,
  };
}

export function searchOf({ search }: JsonObject): string | undefined {
  const words = optionalText(search, 'search')?.trim();
  return words === '' ? undefined : words;
}

export function groupOf({ state }: JsonObject): DocumentGroup {
  const group = documentGroups.find((known) => known === state);
  if (group === undefined) {
    throw new BadInput(`“state” has to be one of: ${documentGroups.join(', ')}.`);
  }
  return group;
}

export function draftInputOf({ templateId, title, recipients }: JsonObject): DraftInput {
  if (!Array.isArray(recipients)) {
    throw new BadInput('“recipients” has to be a list.');
  }
  const heading = optionalText(title, 'title');
  return {
    templateId: requireId(templateId, 'templateId'),
    ...(heading === undefined ? {} : { title: heading }),
    recipients: list(recipients).map(recipientOf),
  };
}

function recipientOf(value: unknown): RecipientInput {
  const { role, email, name } = inputOf(value);
  if (typeof role !== 'string' || typeof email !== 'string') {
    throw new BadInput('Each recipient needs a “role” and an “email”.');
  }
  const called = optionalText(name, 'name')?.trim();
  return { role, email, ...(called === undefined || called === '' ? {} : { name: called }) };
}

function requireId(value: unknown, key: string): string {
  if (!isObjectId(value)) {
    throw new BadInput(`“${key}” has to be an id of OpenSign: letters and digits only.`);
  }
  return value;
}

function optionalText(value: unknown, key: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') {
    throw new BadInput(`“${key}” has to be a text.`);
  }
  return value;
}

function whole(value: unknown, key: string, least: number, most: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new BadInput(`“${key}” has to be a whole number from ${String(least)} to ${String(most)}.`);
  }
  return value;
}
