import type { Account } from './account';
import { Mailer } from './mailer';
import { Webhooks } from './webhooks';
import { objectId } from './object-id';
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
  readonly storage: Storage;
  readonly mailer = new Mailer();
  readonly webhooks = new Webhooks();
  /** Origin of the web app, which is the API's; set once the listener has its port. */
  origin = '';
  #seq = 0;

  constructor(readonly settings: Settings) {
    this.storage = new Storage(settings.quirks.signedLinks, settings.linkLifetimeMs);
    this.mailer.working = !settings.quirks.resendMailNeverAnswers;
  }

  newId(): string {
    return objectId();
  }

  /** Now, or the given time, as a point in the order of events. */
  stamp(at: Date = new Date()): Stamp {
    return { at, seq: ++this.#seq };
  }

  /** Exact and case-sensitive. */
  accountByToken(token: string): Account | undefined {
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
