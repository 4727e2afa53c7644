import { ApiError, refusal, vague } from './apiError';
import type { Deployment } from './deployment';
import { isString, type Json } from './json';
import type { Contact } from './records';

/** The server accepts nearly any address: `a@b`, or one with a leading space. */
const isEmail = (value: unknown): value is string => isString(value) && /^.+@.+$/.test(value);

/** The contact book of one account. */
export class ContactBook {
  constructor(
    private readonly deployment: Deployment,
    private readonly ownerId: string,
  ) {}

  live(): Contact[] {
    return [...this.deployment.contacts.values()].filter(
      (contact) => contact.ownerId === this.ownerId && !contact.deleted,
    );
  }

  /** Throws 404 for unknown, foreign and deleted contacts. */
  get(id: string): Contact {
    const contact = this.deployment.contacts.get(id);
    if (contact?.ownerId !== this.ownerId || contact.deleted) throw refusal(404, 'Contact not found!');
    return contact;
  }

  byEmail(email: unknown): Contact | undefined {
    return this.live().find((contact) => contact.email === email);
  }

  /** Handles `POST /createcontact`. Throws 401 for a duplicate, and the vague 400 for an invalid address. */
  create(body: Json): Contact {
    const { name, email, phone, company, job_title } = body;
    if (!isEmail(email)) throw vague();
    for (const value of [name, phone, company, job_title]) {
      if (value !== undefined && value !== null && !isString(value)) throw vague();
    }
    const existing = this.byEmail(email);
    if (existing) {
      throw new ApiError(401, { error: 'Contact already exists!', objectId: existing.id });
    }
    if (!this.deployment.addUser(email)) throw vague();
    const stamp = this.deployment.stamp();
    const contact: Contact = {
      id: this.deployment.newId(),
      ownerId: this.ownerId,
      email,
      phone: isString(phone) ? phone : '',
      created: stamp,
      updated: stamp,
      deleted: false,
    };
    if (isString(name)) contact.name = name;
    if (this.deployment.settings.quirks.contactDetails) {
      if (isString(company)) contact.company = company;
      if (isString(job_title)) contact.job_title = job_title;
    }
    this.deployment.contacts.set(contact.id, contact);
    return contact;
  }

  /**
   * Finds or creates the contact of a signer. An existing contact keeps its name and phone. Returns undefined for an
   * invalid address, and one that the server has in another letter case.
   */
  resolveSigner(signer: Json): Contact | undefined {
    const known = this.byEmail(signer['email']);
    if (known) return known;
    try {
      return this.create({ ...signer, name: signer['name'] || '' });
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  }
}
