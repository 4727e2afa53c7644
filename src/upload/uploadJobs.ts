import { isLoopback } from '../api/baseUrl';
import type { Draft } from '../api/client';
import { mayHaveHappened, OpenSignError, type ErrorKind } from '../api/errors';
import { passwordField } from '../api/streamedBody';
import type { ObjectKind } from '../objects/objectChanges';
import { RefusedFile, type InspectedPdf, type PdfFile } from '../pdf/pdfFile';

/** The user's answers about the files. */
export interface Answers {
  readonly target: ObjectKind;
  /** Asked for a single file only. */
  readonly title?: string;
  readonly roles: readonly string[];
  readonly passwords: ReadonlyMap<PdfFile, string>;
}

/** One file with the answers about it. */
export interface Job {
  readonly file: InspectedPdf;
  readonly target: ObjectKind;
  readonly title: string;
  /** Ignored for a document. */
  readonly roles: readonly string[];
  /** Of an encrypted PDF. Never logged. */
  readonly password?: string;
}

/** How one upload ended. */
export type Outcome =
  | { readonly state: 'uploaded'; readonly job: Job; readonly draft: Draft }
  /** With kind `outcomeUnknown`, the server may have received it. */
  | { readonly state: 'failed'; readonly job: Job; readonly error: OpenSignError }
  /** It failed the check right before sending. */
  | { readonly state: 'refused'; readonly job: Job; readonly refusal: RefusedFile }
  /** Canceled after all of it was sent, so the server may have received it. */
  | { readonly state: 'canceled'; readonly job: Job }
  | { readonly state: 'notSent'; readonly job: Job };

/** Errors that every other file would get too. */
const environmentErrors: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'unauthorized',
  'noToken',
  'otherOrigin',
  'badBaseUrl',
  'quota',
  'subscription',
  'throttled',
  'offline',
  'proxy',
  'certificate',
  'notOpenSign',
  'unsupported',
  'redirected',
]);

/** True when `error` concerns the environment, not the file. */
export function stopsAll(error: OpenSignError): boolean {
  return environmentErrors.has(error.kind);
}

/** True when the jobs after this one aren't sent. */
export function endsUpload(outcome: Outcome): boolean {
  return (
    outcome.state === 'canceled' ||
    outcome.state === 'notSent' ||
    (outcome.state === 'failed' && stopsAll(outcome.error))
  );
}

/** How a job ended that failed. Rethrows errors that aren't OpenSign's. */
export function toOutcome(job: Job, error: unknown): Outcome {
  if (error instanceof RefusedFile) {
    return { state: 'refused', job, refusal: error };
  }
  if (!(error instanceof OpenSignError)) {
    throw error;
  }
  if (error.kind === 'canceled') {
    return { state: mayHaveHappened(error) ? 'canceled' : 'notSent', job };
  }
  return { state: 'failed', job, error };
}

/** The request without its file. Source: api.md 5.6, 5.7. */
export function toDraftFields({ target, title, roles, password }: Job): Readonly<Record<string, unknown>> {
  // A document gets its signers in the browser, but servers reject one without roles. Source: api.md 12.
  const names = target === 'template' ? roles : ['Signer'];
  return {
    title,
    // The server rejects a signer without an array of widgets.
    signers: names.map((role) => ({
      role,
      name: '',
      email: '',
      phone: '',
      signer_role: 'signer',
      widgets: [],
    })),
    ...passwordField(password),
  };
}

/**
 * Where the draft is finished in the browser: the server's link when it can be trusted, else the object's page. The
 * link grants access to the account: open it, but never show or log it.
 */
export function getWebLink({ id, url }: Draft, target: ObjectKind, origin: string): string {
  if (url !== undefined && URL.canParse(url)) {
    const { protocol, hostname } = new URL(url);
    // A server on this machine may return links without TLS to this machine.
    const isLocal = protocol === 'http:' && isLoopback(hostname) && isLoopback(new URL(origin).hostname);
    if (protocol === 'https:' || isLocal) {
      return url;
    }
  }
  return target === 'template' ? `${origin}/template/${id}` : `${origin}/draftDocument?docId=${id}`;
}
