import { parseTemplate, type Template } from './template';
import { defined, moment, parseList, text, toObject, type Moment } from './values';

/** The lists that the API sorts documents into, spelled as in its paths. */
export const documentGroups = ['inprogress', 'completed', 'declined', 'expired', 'draft'] as const;

export type DocumentGroup = (typeof documentGroups)[number];

/** When a signer opened and signed. Matched to signers by email address, ignoring case. */
export interface AuditEntry {
  readonly email: string;
  readonly viewed?: Moment;
  readonly signed?: Moment;
}

export interface Document extends Template {
  /** As the server spells it. Old servers send none. */
  readonly status?: string;
  /** Undefined on servers that don't report it; empty when nobody has opened it. */
  readonly auditTrail?: readonly AuditEntry[];
  /** A short-lived link to the certificate of completion; absent until the document is completed. */
  readonly certificate?: string;
  readonly templateId?: string;
}

/** Undefined without a usable ID. Everything else may be missing. */
export function parseDocument(value: unknown): Document | undefined {
  const fields = parseTemplate(value);
  const { status, audit_trail, certificate, template_id } = toObject(value);
  return (
    fields &&
    defined({
      ...fields,
      status: text(status),
      auditTrail: Array.isArray(audit_trail) ? parseList(audit_trail, parseAudit) : undefined,
      certificate: text(certificate),
      templateId: text(template_id),
    })
  );
}

function parseAudit(value: unknown): AuditEntry | undefined {
  const entry = toObject(value);
  const email = text(entry.email);
  return email === undefined
    ? undefined
    : defined({ email, viewed: moment(entry.viewed), signed: moment(entry.signed) });
}
