import type { Draft } from '../api/client';
import { passwordField } from '../api/streamedBody';
import { isLoopback } from '../api/baseUrl';
import type { InspectedPdf } from '../pdf/pdfFile';

/** What OpenSign makes of a PDF; both are finished in the browser. */
export type Target = 'template' | 'document';

/** One file on its way, with everything that was asked about it. */
export interface Job {
  readonly file: InspectedPdf;
  readonly target: Target;
  readonly title: string;
  /** Ignored for a document. */
  readonly roles: readonly string[];
  /** Of an encrypted PDF. Not to be logged, and gone with the job. */
  readonly password?: string;
}

/** The request's fields beside the file. Source: api.md 5.6, 5.7. */
export function draftFields(job: Job): Readonly<Record<string, unknown>> {
  const { target, title, roles, password } = job;
  return {
    title,
    // A document gets its signers in the browser, but servers reject one without any role. Source: api.md 12.
    signers: (target === 'template' ? roles : ['Signer']).map(openRole),
    ...passwordField(password),
  };
}

function openRole(role: string): Readonly<Record<string, unknown>> {
  // The server refuses a signer without an array of widgets.
  return { role, name: '', email: '', phone: '', signer_role: 'signer', widgets: [] };
}

/**
 * Where the browser finishes the draft: the link that the server gave when it can be trusted, else the object's
 * page. The link is a key to the account: open it, and neither show nor log it.
 */
export function webLink(draft: Draft, target: Target, origin: string): string {
  if (draft.url !== undefined && URL.canParse(draft.url)) {
    const { protocol, hostname } = new URL(draft.url);
    // A server on this machine may give links without TLS, to this machine.
    const local = protocol === 'http:' && isLoopback(hostname) && isLoopback(new URL(origin).hostname);
    if (protocol === 'https:' || local) {
      return draft.url;
    }
  }
  return target === 'template'
    ? `${origin}/template/${draft.id}`
    : `${origin}/draftDocument?docId=${draft.id}`;
}

/** Where the web app lists the drafts of documents. Source: api.md 8. */
export function draftsPage(origin: string): string {
  return `${origin}/report/ByHuevtCFY`;
}
