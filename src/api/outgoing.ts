import type { OpenSignClient } from './client';
import type { SentDocument } from './documents';
import { defined, parseList, text, type JsonObject } from './values';

export interface Recipient {
  /** As the template or the layout file spells it: the server compares roles exactly. */
  readonly role: string;
  readonly email: string;
  readonly name?: string;
  /** Absent for a signer, and where the server doesn't report it. */
  readonly kind?: 'approver' | 'viewer';
}

/** Who gets copies of a document's emails, and who they come from. */
export interface Envelope {
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** Absent when emails are sent in the name of the account. */
  readonly sender?: { readonly name?: string; readonly email?: string };
}

export function parseEnvelope({ cc, bcc, sender_name, sender_email }: JsonObject): Envelope {
  const sender = defined({ name: text(sender_name), email: text(sender_email) });
  return {
    cc: parseList(cc, text),
    bcc: parseList(bcc, text),
    ...(Object.keys(sender).length === 0 ? {} : { sender }),
  };
}

/** A complete, checked document that waits for the user's confirmation. */
export interface Outgoing {
  /** Of the environment where sending began; the document goes there or nowhere. */
  readonly client: OpenSignClient;
  readonly title: string;
  readonly recipients: readonly Recipient[];
  readonly envelope: Envelope;
  /** False: only links are created. */
  readonly sendEmail: boolean;
  /** Below the base URL, with a slash in front. */
  readonly path: string;
  /** The request without its file. */
  readonly fields: JsonObject;
  /** The PDF that is sent as `file`. */
  readonly fileName?: string;
  /** What {@link fileName} is a symbolic link to. */
  readonly linkTarget?: string;
  /** Set after sending: creating from a template doesn't accept a note. */
  readonly note?: string;
  /** Sends it; call it once. Rejects as a write does. */
  readonly send: (signal: AbortSignal) => Promise<SentDocument>;
}
