import { isObject, list, number, text } from '../api/values';
import type { IdKind, KnownId } from './idIndex';
import { parseOwner, type Owner } from './owner';

/** The ids of one environment as they are kept between two windows. */
export interface IdFile {
  readonly owner: Owner;
  readonly ids: readonly KnownId[];
}

const version = 1;

export function printIdFile({ owner, ids }: IdFile): string {
  const rows = ids.map(({ id, kind, title, roles, updatedAt, seenAt }) => [
    id,
    kind,
    title ?? '',
    roles,
    updatedAt ?? 0,
    seenAt,
  ]);
  return JSON.stringify({ version, owner, ids: rows });
}

/** Undefined when the text is none of ours: the ids are read again then. */
export function parseIdFile(json: string): IdFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const owner = isObject(value) && value.version === version ? parseOwner(value.owner) : undefined;
  if (!isObject(value) || owner === undefined) {
    return undefined;
  }
  return { owner, ids: list(value.ids).flatMap((row) => parseRow(row) ?? []) };
}

function parseRow(row: unknown): KnownId | undefined {
  const [id, kind, title, roles, updatedAt, seenAt] = list(row);
  if (typeof id !== 'string' || !isKind(kind)) {
    return undefined;
  }
  const shownTitle = text(title);
  const changed = number(updatedAt);
  return {
    id,
    kind,
    ...(shownTitle === undefined ? {} : { title: shownTitle }),
    roles: list(roles).filter((role) => typeof role === 'string'),
    ...(changed === undefined || changed === 0 ? {} : { updatedAt: changed }),
    seenAt: number(seenAt) ?? 0,
  };
}

function isKind(value: unknown): value is IdKind {
  return value === 'template' || value === 'document';
}
