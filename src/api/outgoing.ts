import type { OpenSignClient } from './client';
import type { SentDocument } from './documents';
import type { JsonObject } from './values';

/** Somebody who fills a role of a document that is about to be sent. */
export interface Recipient {
  /** As the template or the side file spells it: the server compares roles to the letter. */
  readonly role: string;
  readonly email: string;
  readonly name?: string;
}

/** A document that is complete and checked, and waits for the user's last word. */
export interface Outgoing {
  /** Of the environment where it began; it is sent there or nowhere. */
  readonly client: OpenSignClient;
  readonly title: string;
  readonly recipients: readonly Recipient[];
  /** False: only links are made. */
  readonly sendEmail: boolean;
  /** Below the base URL, with a slash in front. */
  readonly path: string;
  /** The request without its file. */
  readonly fields: JsonObject;
  /** The PDF that goes along as `file`. */
  readonly fileName?: string;
  /** Set after sending: creating from a template takes no note. */
  readonly note?: string;
  /** Sends it; to be called once. Rejects as a write does. */
  readonly send: (signal: AbortSignal) => Promise<SentDocument>;
}
