import { withDeadline } from '../api/fetch';
import type { SentDocument } from '../api/documents';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, mayHaveHappened, OpenSignError } from '../api/errors';
import type { Outgoing, Recipient } from '../api/outgoing';
import { assertActive } from '../environment/active';
import { creditsLeft } from './sendCredits';
import { compare, droppedOf, type ReadBack } from './comparison';
import { readSender } from './sender';
import type { LiveFacts } from './sendTexts';

/** How long, in milliseconds, the news of a sent document may wait for what the server shows. */
const readBackPatience = 10_000;

/** How sending ended, where the server took it. */
export interface Delivery {
  readonly outgoing: Outgoing;
  readonly document: SentDocument;
  /** Recipients whom the server left out. Not empty means that this is no success. */
  readonly dropped: readonly Recipient[];
  /** How the server shows it, where that could be read. */
  readonly readBack: ReadBack;
  /** The document is there, but its note could not be set. */
  readonly noteFailed: boolean;
}

/** What is asked and shown around sending. */
export interface DeliveryUi {
  /** Reads something that takes a moment, with a way to call it off. */
  whileReading<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Only for Live. */
  confirm(outgoing: Outgoing, facts: LiveFacts): Promise<boolean>;
  whileSending<T>(outgoing: Outgoing, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  showDelivery(delivery: Delivery): void;
  /** It may have been sent: no answer came, or the user called it off while it was on its way. */
  showUnknown(outgoing: Outgoing, error: OpenSignError): void;
  showFailure(outgoing: Outgoing, error: OpenSignError): void;
}

export interface DeliverOptions {
  readonly environments: { readonly active: EnvironmentName };
  readonly ui: DeliveryUi;
  /** A document came into being, or may have; `id` is undefined when it is not known. Never rejects. */
  readonly sent: (environment: EnvironmentName, id: string | undefined) => Promise<void>;
}

/**
 * Sends, once. Asks first in live. Rejects with kind `otherEnvironment` when the user left the environment before
 * anything was sent, with kind `canceled` when it was canceled before, and with what is no failure of the request;
 * everything else is told by the user interface.
 */
export async function deliver(outgoing: Outgoing, options: DeliverOptions): Promise<void> {
  const { environments, ui, sent } = options;
  const { client } = outgoing;
  const { environment } = client;
  assertActive(environments, environment);
  if (environment === 'live') {
    const facts = await ui.whileReading(async (signal) => {
      const [credits, account] = await Promise.all([creditsLeft(client, signal), readSender(client, signal)]);
      return { credits, account };
    });
    if (!(await ui.confirm(outgoing, facts))) {
      return;
    }
    assertActive(environments, environment);
  }
  try {
    const delivery = await ui.whileSending(outgoing, (signal) => sendAndCompare(outgoing, signal));
    ui.showDelivery(delivery);
    await sent(environment, delivery.document.id);
  } catch (error) {
    if (!(error instanceof OpenSignError) || isCanceled(error)) {
      throw error;
    }
    if (mayHaveHappened(error)) {
      ui.showUnknown(outgoing, error);
      await sent(environment, undefined);
      return;
    }
    ui.showFailure(outgoing, error);
  }
}

async function sendAndCompare(outgoing: Outgoing, signal: AbortSignal): Promise<Delivery> {
  const document = await outgoing.send(signal);
  // What follows only adds to a document that exists; not even Cancel makes it undone or unsaid.
  const noteFailed = !(await addNote(outgoing, document.id));
  return {
    outgoing,
    document,
    dropped: droppedOf(outgoing.recipients, document),
    readBack: await readBack(outgoing, document.id, signal),
    noteFailed,
  };
}

async function addNote({ client, note }: Outgoing, id: string | undefined): Promise<boolean> {
  if (note === undefined || note === '' || id === undefined) {
    return true;
  }
  return (await attempt(() => client.documents.update(id, { note }).then(() => true))) ?? false;
}

async function readBack(outgoing: Outgoing, id: string | undefined, signal: AbortSignal): Promise<ReadBack> {
  const read = (limit: AbortSignal) => outgoing.client.documents.getJson(id ?? '', limit);
  const document =
    id === undefined ? undefined : await attempt(() => withDeadline(signal, readBackPatience, read));
  return compare(outgoing, document);
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OpenSignError) {
      return undefined;
    }
    throw error;
  }
}
