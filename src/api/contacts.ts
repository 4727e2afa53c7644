import { Endpoint, idInPath, type Page } from './endpoint';
import { defined, isObject, isObjectId, text } from './values';

export interface Contact {
  readonly id: string;
  /** Absent when none was given. */
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly company?: string;
  readonly jobTitle?: string;
}

/** Empty strings aren't sent: the server doesn't clear a field with them. */
export interface ContactInput {
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly company?: string;
  readonly job_title?: string;
}

export class Contacts extends Endpoint {
  /** One page of the account's contacts, newest first. */
  list(skip: number, limit: number, signal?: AbortSignal): Promise<Page<Contact>> {
    return this.getPage('/contactlist', skip, limit, parseContact, signal);
  }

  /** Rejects with kind `conflict` and the existing contact's ID when the address already exists. */
  async create(contact: ContactInput, signal?: AbortSignal): Promise<Contact> {
    const created = parseContact(await this.send('POST', '/createcontact', { signal, body: contact }));
    if (created === undefined) {
      throw this.unknownOutcome();
    }
    return created;
  }

  /** Rejects with kind `unsupported` on old servers. */
  async update(id: string, changes: Partial<ContactInput>, signal?: AbortSignal): Promise<void> {
    await this.change('PUT', `/contact/${idInPath(id)}`, { signal, body: changes, lateRoute: true });
  }

  async delete(id: string, signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', `/contact/${idInPath(id)}`, { signal });
  }
}

function parseContact(value: unknown): Contact | undefined {
  if (!isObject(value) || !isObjectId(value.objectId)) {
    return undefined;
  }
  return defined({
    id: value.objectId,
    name: text(value.name),
    email: text(value.email),
    phone: text(value.phone),
    company: text(value.company),
    jobTitle: text(value.job_title) ?? text(value.jobTitle),
  });
}
