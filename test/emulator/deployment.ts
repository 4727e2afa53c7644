import type { Account } from './account';
import { Mailer } from './mailer';
import { Webhooks } from './webhooks';
import { objectId } from './objectId';
import type { Settings } from './options';
import type { Contact, Document, Folder, Stamp, Template } from './records';
import { Storage } from './storage';

/** One OpenSign installation with its accounts and their objects. Deployments share nothing. */
export class Deployment {
  readonly accounts: Account[] = [];
  readonly templates = new Map<string, Template>();
  readonly documents = new Map<string, Document>();
  readonly contacts = new Map<string, Contact>();
  readonly folders = new Map<string, Folder>();
  /** The spelling of each address that an account or a contact ever had, by the lowercase address. */
  readonly #users = new Map<string, string>();
  readonly storage: Storage;
  readonly mailer = new Mailer();
  readonly webhooks = new Webhooks();
  /** Origin of the API and the web app. Set when the port is known. */
  origin = '';
  #seq = 0;

  constructor(readonly settings: Settings) {
    this.storage = new Storage(settings.quirks.signedLinks, settings.linkLifetimeMs);
    this.mailer.working = !settings.quirks.resendEmailNeverAnswers;
  }

  newId(): string {
    return objectId();
  }

  /** A timestamp, by default of now. */
  stamp(at: Date = new Date()): Stamp {
    return { at, seq: ++this.#seq };
  }

  /**
   * Adds a user for an address unless there is one. Returns false if the address exists in another letter case: the
   * server treats it as a duplicate, but can't find it by this spelling.
   */
  addUser(email: string): boolean {
    const lower = email.toLowerCase();
    const spelling = this.#users.get(lower) ?? email;
    this.#users.set(lower, spelling);
    return spelling === email || !this.settings.quirks.emailCaseCollides;
  }

  /** Exact and case-sensitive. */
  accountByToken(token: string): Account | undefined {
    if (this.settings.community === 'noTokens') return undefined;
    return this.accounts.find((account) => account.token === token);
  }

  getOwner(object: { ownerId: string }): Account {
    const owner = this.accounts.find(({ id }) => id === object.ownerId);
    if (!owner) throw new Error(`No account ${object.ownerId}`);
    return owner;
  }
}

export function newestFirst<T>(items: Iterable<T>, getStamp: (item: T) => Stamp): T[] {
  return [...items].sort((a, b) => {
    const [left, right] = [getStamp(a), getStamp(b)];
    return right.at.getTime() - left.at.getTime() || right.seq - left.seq;
  });
}
