import type { Document } from '../api/document';
import type { Template } from '../api/template';
import { defined, isObject, list, number, text } from '../api/values';
import type { EnvironmentStatus } from '../environment/environments';
import type { ObjectKind } from '../objects/objectChanges';

/** What the index keeps of a template or document: no note, no person, no link. */
export interface KnownId {
  readonly id: string;
  readonly kind: ObjectKind;
  readonly title?: string;
  /** In signing order, without unnamed roles. */
  readonly roles: readonly string[];
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
  /** When a list last contained it, in milliseconds since 1970. */
  readonly seenAt: number;
}

/** The account that an environment's IDs belong to. */
export interface IdOwner {
  readonly origin: string;
  /** When the token was set, in milliseconds since 1970. */
  readonly savedAt: number;
  /** The account's email address, once it's known. */
  readonly email?: string;
}

/** The IDs of one environment as stored for the next window. */
export interface IdFile {
  readonly owner: IdOwner;
  readonly ids: readonly KnownId[];
}

const version = 1;

export function toKnownId(kind: ObjectKind, item: Template | Document, seenAt: number): KnownId {
  const { id, title, updatedAt } = item;
  const roles = item.roles.flatMap(({ role }) => role ?? []);
  return defined({ id, kind, title, roles, updatedAt: updatedAt?.time, seenAt });
}

/** The owner by the environment's token. Undefined when there is no usable token, or it isn't known yet. */
export function getIdOwner({
  baseUrl,
  token,
  tokenSavedAt: savedAt,
}: EnvironmentStatus): IdOwner | undefined {
  if (!baseUrl.ok || savedAt === undefined || (token.state !== 'valid' && token.state !== 'unverified')) {
    return undefined;
  }
  return defined({
    origin: baseUrl.origin,
    savedAt,
    email: token.state === 'valid' ? token.account.email : undefined,
  });
}

/** The same token at the same origin, or another token of the same account. */
export function isSameOwner(one: IdOwner | undefined, other: IdOwner | undefined): boolean {
  if (one === undefined || other === undefined) {
    return one === other;
  }
  return (
    one.origin === other.origin &&
    (one.savedAt === other.savedAt || (one.email !== undefined && one.email === other.email))
  );
}

export function printIdFile({ owner, ids }: IdFile): string {
  const rows = ids.map(({ id, kind, title = '', roles, updatedAt = 0, seenAt }) => {
    return [id, kind, title, roles, updatedAt, seenAt];
  });
  return JSON.stringify({ version, owner, ids: rows });
}

/** Undefined when the text isn't a file of this version. The IDs are then fetched again. */
export function parseIdFile(json: string): IdFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== version || !isObject(value.owner)) {
    return undefined;
  }
  const origin = text(value.owner.origin);
  const savedAt = number(value.owner.savedAt);
  return origin === undefined || savedAt === undefined
    ? undefined
    : {
        owner: defined({ origin, savedAt, email: text(value.owner.email) }),
        ids: list(value.ids).flatMap((row) => parseRow(row) ?? []),
      };
}

function parseRow(row: unknown): KnownId | undefined {
  const [id, kind, title, roles, updatedAt, seenAt] = list(row);
  if (typeof id !== 'string' || (kind !== 'template' && kind !== 'document')) {
    return undefined;
  }
  const knownTitle = text(title);
  const changedAt = number(updatedAt);
  return {
    id,
    kind,
    ...(knownTitle === undefined ? {} : { title: knownTitle }),
    roles: list(roles).filter((role) => typeof role === 'string'),
    ...(changedAt === undefined || changedAt === 0 ? {} : { updatedAt: changedAt }),
    seenAt: number(seenAt) ?? 0,
  };
}
