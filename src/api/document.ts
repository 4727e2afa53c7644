import { parseRole, type Role } from './template';
import { defined, isObject, isObjectId, list, moment, text, type Moment } from './values';

/** The lists that the API sorts documents into, spelled exactly as in its paths. */
export const documentGroups = ['inprogress', 'completed', 'declined', 'expired', 'draft'] as const;

export type DocumentGroup = (typeof documentGroups)[number];

/** When a signer opened and signed. Matched to signers by e-mail address, whatever its letter case. */
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
  /** The server's own word. Old servers send none. */
  readonly status?: string;
  readonly roles: readonly Role[];
  /** Undefined on servers that do not tell; empty when nobody has opened it. */
  readonly auditTrail?: readonly AuditEntry[];
  /** A short-lived link. Never to be stored, shown or logged. */
  readonly file?: string;
  /** A short-lived link to the certificate of completion; absent until the document is completed. */
  readonly certificate?: string;
  readonly templateId?: string;
  readonly createdAt?: Moment;
  readonly updatedAt?: Moment;
}

/** A document of an answer, or undefined when it has no usable id. Everything else may be missing. */
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
    auditTrail: Array.isArray(value.audit_trail)
      ? list(value.audit_trail)
          .map(parseAudit)
          .filter((entry) => entry !== undefined)
      : undefined,
    file: text(value.file),
    certificate: text(value.certificate),
    templateId: text(value.template_id),
    createdAt: moment(value.createdAt),
    updatedAt: moment(value.updatedAt),
  });
}

function parseAudit(value: unknown): AuditEntry | undefined {
  const email = isObject(value) ? text(value.email) : undefined;
  if (!isObject(value) || email === undefined) {
    return undefined;
  }
  return defined({ email, viewed: moment(value.viewed), signed: moment(value.signed) });
}
