import { totalCredits, type Account } from '../api/account';
import { withDeadline } from '../api/fetch';
import type { SentDocument } from '../api/documents';
import { sameEmail } from '../api/email';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, mayHaveHappened, OpenSignError } from '../api/errors';
import type { Outgoing, Recipient } from '../api/outgoing';
import { boolean, isObject, text } from '../api/values';
import { assertActive } from '../environment/active';
import { readIfPossible } from '../recipients/participants';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';

/** Milliseconds that the success message may wait until the document is read back. */
const readBackTimeout = 10_000;

/** What is read before something is sent in Live. Undefined is what couldn't be read. */
export interface LiveFacts {
  readonly credits: number | undefined;
  readonly account: Account | undefined;
}

/** A setting of the request that the server ignored. */
export type Ignored = 'inOrder' | 'atOnce' | 'redirectUrl';

/** How a created document differs from its request. */
export interface ReadBack {
  readonly title: string | undefined;
  readonly ignored: readonly Ignored[];
}

/** A document that the server accepted. */
export interface SendResult {
  readonly outgoing: Outgoing;
  readonly document: SentDocument;
  /** Recipients that the server silently dropped. If there are any, the user has to act. */
  readonly dropped: readonly Recipient[];
  /** Empty when the document couldn't be read. */
  readonly readBack: ReadBack;
  /** The document exists, but its note couldn't be set. */
  readonly noteFailed: boolean;
}

/** What is asked and shown. */
export interface SendUi {
  /** Called for Live only. */
  confirm(outgoing: Outgoing, facts: LiveFacts): Promise<boolean>;
  showSent(result: SendResult): void;
  /** It may have been sent: the server didn't respond, or the user canceled too late. */
  showUnknown(outgoing: Outgoing, error: OpenSignError): void;
  showFailure(outgoing: Outgoing, error: OpenSignError): void;
}

export interface SendOptions {
  readonly environments: { readonly active: EnvironmentName };
  readonly ui: SendUi;
  /** Called when a document was, or may have been, created. `id` is undefined when it isn't known. */
  readonly changed: (environment: EnvironmentName, id: string | undefined) => Promise<void>;
}

/**
 * Sends once, after a confirmation in Live. Rejects before anything is sent: with kind `otherEnvironment` when another
 * environment became active, and with kind `canceled`. The user interface shows every other failure of the request.
 */
export async function sendDocument(outgoing: Outgoing, options: SendOptions): Promise<void> {
  const { environments, ui, changed } = options;
  const { client } = outgoing;
  const { environment } = client;
  assertActive(environments, environment);
  if (environment === 'live') {
    const [credits, account] = await withCancel(l10n.t('Reading the sender and the credits…'), (signal) =>
      Promise.all([readIfPossible(client.credits.get(signal)), readIfPossible(client.getAccount(signal))]),
    );
    if (!(await ui.confirm(outgoing, { credits: credits && totalCredits(credits), account }))) {
      return;
    }
    assertActive(environments, environment);
  }
  let id: string | undefined;
  try {
    const progress = l10n.t('Sending “{0}” in {1}…', outgoing.title, environmentName(environment));
    const result = await withCancel(progress, (signal) => sendAndCompare(outgoing, signal));
    ui.showSent(result);
    id = result.document.id;
  } catch (error) {
    if (!(error instanceof OpenSignError) || isCanceled(error)) {
      throw error;
    }
    if (!mayHaveHappened(error)) {
      ui.showFailure(outgoing, error);
      return;
    }
    ui.showUnknown(outgoing, error);
  }
  await changed(environment, id);
}

async function sendAndCompare(outgoing: Outgoing, signal: AbortSignal): Promise<SendResult> {
  const { client, note, recipients } = outgoing;
  const document = await outgoing.send(signal);
  const { id } = document;
  const result = { outgoing, document, dropped: findDropped(recipients, document) };
  if (id === undefined) {
    return { ...result, readBack: compare(outgoing, undefined), noteFailed: false };
  }
  // The document exists now. Nothing below may hide that, not even Cancel.
  const ignoreApiError = (error: unknown) => {
    if (!(error instanceof OpenSignError)) {
      throw error;
    }
  };
  const isNoteSet = !note || (await client.documents.update(id, { note }).then(() => true, ignoreApiError));
  const json = await withDeadline(signal, readBackTimeout, (either) =>
    client.documents.getJson(id, either),
  ).catch(ignoreApiError);
  return { ...result, readBack: compare(outgoing, json), noteFailed: !isNoteSet };
}

/** Recipients without a signing link: the server reports success, but dropped them. Roles with one address share a link. */
export function findDropped(recipients: readonly Recipient[], { links }: SentDocument): readonly Recipient[] {
  return recipients.filter(({ email }) => !links.some((link) => sameEmail(link.email, email)));
}

/** Compares the document that the server returns with the request. Old servers ignore some fields. */
function compare({ fields, recipients }: Outgoing, document: unknown): ReadBack {
  if (!isObject(document)) {
    return { title: undefined, ignored: [] };
  }
  const wanted = boolean(fields.sendInOrder);
  const actual = boolean(document.sendInOrder);
  const ignored: Ignored[] = [];
  if (recipients.length > 1 && wanted !== undefined && actual !== undefined && wanted !== actual) {
    ignored.push(wanted ? 'inOrder' : 'atOnce');
  }
  // Servers that don't support it don't return it. An empty one removes the template's.
  const { redirect_url: redirect } = fields;
  if (typeof redirect === 'string' && redirect !== (text(document.redirect_url) ?? '')) {
    ignored.push('redirectUrl');
  }
  return { title: text(document.title), ignored };
}
