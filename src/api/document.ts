import { parseRole, type Role } from './template';
import {
  defined,
  isObject,
  isObjectId,
  list,
  moment,
  parseList,
  text,
  toObject,
  type Moment,
} from './values';

/** The lists that the API sorts documents into, spelled as in its paths. */
export const documentGroups = ['inprogress', 'completed', 'declined', 'expired', 'draft'] as const;

export type DocumentGroup = (typeof documentGroups)[number];

/** When a signer opened and signed. Matched to signers by email address, ignoring case. */
export interface AuditEntry {
  readonly email: string;
  readonly viewed?: Moment;
  readonly signed?: Moment;
}

export interface Document {
  readonly id: string;
  /** Absent when none was given. */
  readonly title?: string;
  readonly note?: string;
  readonly description?: string;
  /** As the server spells it. Old servers send none. */
  readonly status?: string;
  readonly roles: readonly Role[];
  /** Undefined on servers that don't report it; empty when nobody has opened it. */
  readonly auditTrail?: readonly AuditEntry[];
  /** A short-lived link. Never store, show or log it. */
  readonly file?: string;
  /** A short-lived link to the certificate of completion; absent until the document is completed. */
  readonly certificate?: string;
  readonly templateId?: string;
  readonly createdAt?: Moment;
  readonly updatedAt?: Moment;
}

/** Undefined without a usable ID. Everything else may be missing. */
export function parseDocument(value: unknown): Document | undefined {
  if (!isObject(value) || !isObjectId(value.objectId)) {
    return undefined;
  }
  return defined({
    id: value.objectId,
    title: text(value.title),
    note: text(value.note),
    description: text(value.description),
    status: text(value.status),
    roles: list(value.signers).map(parseRole),
    auditTrail: Array.isArray(value.audit_trail) ? parseList(value.audit_trail, parseAudit) : undefined,
    file: text(value.file),
    certificate: text(value.certificate),
    templateId: text(value.template_id),
    createdAt: moment(value.createdAt),
    updatedAt: moment(value.updatedAt),
  });
}

function parseAudit(value: unknown): AuditEntry | undefined {
  const entry = toObject(value);
  const email = text(entry.email);
  return email === undefined
    ? undefined
    : defined({ email, viewed: moment(entry.viewed), signed: moment(entry.signed) });
}
