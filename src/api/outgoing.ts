import type { OpenSignClient } from './client';
import type { SentDocument } from './documents';
import { list, text, type JsonObject } from './values';

/** Somebody who fills a role of a document that is about to be sent. */
export interface Recipient {
  /** As the template or the layout file spells it: the server compares roles to the letter. */
  readonly role: string;
  readonly email: string;
  readonly name?: string;
  /** Absent for a signer, and where the server doesn't say. */
  readonly kind?: 'approver' | 'viewer';
}

/** Who else is emailed about a document, and in whose name. */
export interface Envelope {
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** Absent when emails are sent in the name of the account. */
  readonly sender?: { readonly name?: string; readonly email?: string };
}

/** Reads the envelope of a template or of a request. */
export function envelopeOf({ cc, bcc, sender_name, sender_email }: JsonObject): Envelope {
  const name = text(sender_name);
  const email = text(sender_email);
  const sender = { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
  return {
    cc: list(cc).flatMap((address) => text(address) ?? []),
    bcc: list(bcc).flatMap((address) => text(address) ?? []),
    ...(name === undefined && email === undefined ? {} : { sender }),
  };
}

/** A document that is complete and checked, and waits for the user's last word. */
export interface Outgoing {
  /** Of the environment where it began; it is sent there or nowhere. */
  readonly client: OpenSignClient;
  readonly title: string;
  readonly recipients: readonly Recipient[];
  readonly envelope: Envelope;
  /** False: only links are made. */
  readonly sendEmail: boolean;
  /** Below the base URL, with a slash in front. */
  readonly path: string;
  /** The request without its file. */
  readonly fields: JsonObject;
  /** The PDF that goes along as `file`. */
  readonly fileName?: string;
  /** What {@link fileName} is a symbolic link to. */
  readonly linkTarget?: string;
  /** Set after sending: creating from a template takes no note. */
  readonly note?: string;
  /** Sends it; to be called once. Rejects as a write does. */
  readonly send: (signal: AbortSignal) => Promise<SentDocument>;
}
