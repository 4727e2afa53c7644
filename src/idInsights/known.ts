import type { Document } from '../api/document';
import type { Template } from '../api/template';
import type { IdKind, KnownId } from './idIndex';

/** What the index keeps of a template or document: no note, no person, no link. */
export function knownOf(kind: IdKind, item: Template | Document, seenAt: number): KnownId {
  const updatedAt = item.updatedAt?.time;
  return {
    id: item.id,
    kind,
    ...(item.title === undefined ? {} : { title: item.title }),
    roles: item.roles.flatMap(({ role }) => (role === undefined ? [] : [role])),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    seenAt,
  };
}
