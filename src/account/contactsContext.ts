import type { OpenSignClient } from '../api/client';
import type { Contact, Contacts } from '../api/contacts';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled } from '../api/errors';
import type { Environments } from '../environment/environments';
import { readFrom } from '../environment/read';
import { writeTo } from '../environment/write';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { PagedList } from '../objects/pagedList';

/** What contacts need to know of the environments. */
export type ContactEnvironments = Pick<Environments, 'active' | 'client' | 'onDidChangeActive'>;

/** The contacts of one environment, which is the active one when the dialog opens. */
export interface ContactContext {
  readonly environment: EnvironmentName;
  readonly environments: ContactEnvironments;
  readonly list: PagedList<Contact>;
}

/**
 * Changes contacts of the environment that the dialog was opened for, or nothing. Whatever comes of it, also when
 * it was canceled or no answer came, the list is read again and so shows what is true. Rejects as a write does.
 */
export function write<T>(
  { environment, environments, list }: ContactContext,
  title: string,
  work: (contacts: Contacts, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const carryOut = (client: OpenSignClient, signal: AbortSignal) => work(client.contacts, signal);
  return writeTo(environments, environment, title, carryOut, () => void list.refresh());
}

/** All contacts, or as many as could be read. Rejects only when it is called off. */
export async function allContacts({
  environment,
  environments,
  list,
}: ContactContext): Promise<readonly Contact[]> {
  const title = l10n.t('Looking for the contact in {0}…', environmentName(environment));
  try {
    await readFrom(environments, environment, title, (_client, signal) =>
      list.loadAll(() => undefined, signal),
    );
  } catch (error) {
    if (isCanceled(error)) {
      throw error;
    }
  }
  return list.state.items;
}
