import type { Account } from './account';
import { Mailer } from './mailer';
import { Webhooks } from './webhooks';
import { objectId } from './objectId';
import type { Settings } from './options';
import type { Contact, Document, Folder, Stamp, Template } from './records';
import { Storage } from './storage';

/** One OpenSign installation: its accounts and everything they own. Nothing is shared with another one. */
export class Deployment {
  readonly accounts: Account[] = [];
  readonly templates = new Map<string, Template>();
  readonly documents = new Map<string, Document>();
  readonly contacts = new Map<string, Contact>();
  readonly folders = new Map<string, Folder>();
  /** The spelling of every address that ever belonged to an account or a contact, by its lower case. */
  readonly #users = new Map<string, string>();
  readonly storage: Storage;
  readonly mailer = new Mailer();
  readonly webhooks = new Webhooks();
  /** Origin of the web app, which is the API's; set once the listener has its port. */
  origin = '';
  #seq = 0;

  constructor(readonly settings: Settings) {
    this.storage = new Storage(settings.quirks.signedLinks, settings.linkLifetimeMs);
    this.mailer.working = !settings.quirks.resendEmailNeverAnswers;
  }

  newId(): string {
    return objectId();
  }

  /** Now, or the given time, as a point in the order of events. */
  stamp(at: Date = new Date()): Stamp {
    return { at, seq: ++this.#seq };
  }

  /**
   * Makes a user for an address, or finds the one it has. False when the address exists in another letter case: the
   * server takes it for a duplicate, and then looks for this very spelling.
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

  ownerOf(object: { ownerId: string }): Account {
    const owner = this.accounts.find(({ id }) => id === object.ownerId);
    if (!owner) throw new Error(`No account ${object.ownerId}`);
    return owner;
  }
}

/** Newest first, by the given stamp. */
export function newestFirst<T>(items: Iterable<T>, stampOf: (item: T) => Stamp): T[] {
  return [...items].sort((a, b) => {
    const [left, right] = [stampOf(a), stampOf(b)];
    return right.at.getTime() - left.at.getTime() || right.seq - left.seq;
  });
}
