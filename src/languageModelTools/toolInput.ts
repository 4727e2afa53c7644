import { documentGroups, type DocumentGroup } from '../api/document';
import type { Recipient } from '../api/outgoing';
import { defined, isObject, isObjectId, list, type JsonObject } from '../api/values';

export interface DraftInput {
  readonly templateId: string;
  readonly title?: string;
  readonly recipients: readonly Recipient[];
}

/** Maximum items of a list in one answer, as in the manifest. */
export const maxItems = 100;
const defaultItems = 25;

/** Why a tool can't do what a model asked for. The message is for the model, so it isn't translated. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** VS Code checks inputs against the schema, but other extensions can call a tool with anything. */
export function parseInput(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function parseId(value: unknown, key = 'id'): string {
  if (!isObjectId(value)) {
    throw new ToolError(`“${key}” must be an OpenSign ID: letters and digits only.`);
  }
  return value;
}

export function parsePage({ skip, limit }: JsonObject): { readonly skip: number; readonly limit: number } {
  return {
    skip: parseInteger(skip, 'skip', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    limit: parseInteger(limit, 'limit', 1, maxItems) ?? defaultItems,
  };
}

export function parseText(value: unknown, key: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') {
    throw new ToolError(`“${key}” must be a string.`);
  }
  return value;
}

export function parseGroup(state: unknown): DocumentGroup {
  const group = documentGroups.find((known) => known === state);
  if (group === undefined) {
    throw new ToolError(`“state” must be one of: ${documentGroups.join(', ')}.`);
  }
  return group;
}

export function parseDraftInput({ templateId, title, recipients }: JsonObject): DraftInput {
  if (!Array.isArray(recipients)) {
    throw new ToolError('“recipients” must be a list.');
  }
  return defined({
    templateId: parseId(templateId, 'templateId'),
    title: parseText(title, 'title'),
    recipients: list(recipients).map(parseRecipient),
  });
}

function parseRecipient(value: unknown): Recipient {
  const { role, email, name } = parseInput(value);
  if (typeof role !== 'string' || typeof email !== 'string') {
    throw new ToolError('Each recipient needs a “role” and an “email”.');
  }
  return defined({ role, email, name: parseText(name, 'name')?.trim() });
}

function parseInteger(value: unknown, key: string, min: number, max: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new ToolError(`“${key}” must be an integer from ${String(min)} to ${String(max)}.`);
  }
  return value;
}
