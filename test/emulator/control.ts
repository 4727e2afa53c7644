import type { Account } from './account';
import type { Deployment } from './deployment';
import { makePdf } from '../fixtures/pdf';
import type { Contact, Document, Trail } from './records';
import { getState } from './state';
import { notify, signersInWebhook } from './webhookEvents';

export interface SignOptions {
  ip?: string;
  /** Filled-in widgets, for `formdata`. */
  responses?: { name: string; response: unknown }[];
}

/** Simulates events outside the API: signers, time, email, billing, edits in the web app. */
export class Control {
  constructor(private readonly deployment: Deployment) {}

  /** The signer opens the document. The time of the first view is kept. */
  view(documentId: string, email: string): void {
    const [document, contact] = this.#signer(documentId, email);
    const trail = this.#trail(document, contact);
    trail.viewed ??= new Date();
    document.updated = this.deployment.stamp();
    const signers = signersInWebhook(this.deployment, document);
    notify(this.deployment, document, 'viewed', { signers, viewedBy: contact.email, viewedAt: trail.viewed });
  }

  /**
   * The signer signs: the file changes, and the last signature completes the document. Throws if the document isn't in
   * progress, or if someone else must sign first (`send_in_order_strict`).
   */
  sign(documentId: string, email: string, { ip, responses = [] }: SignOptions = {}): void {
    const [document, contact] = this.#signer(documentId, email);
    const waiting = this.#waiting(document);
    if (!waiting.includes(contact)) throw new Error(`${email} has signed already, or only views`);
    if (document.settings.send_in_order_strict && waiting[0] !== contact) {
      throw new Error(`Someone else must sign before ${email}`);
    }
    const trail = this.#trail(document, contact);
    document.updated = this.deployment.stamp();
    const { at } = document.updated;
    Object.assign(trail, {
      viewed: trail.viewed ?? at,
      signed: at,
      responses,
      ...(ip === undefined ? {} : { ip }),
    });
    this.#sealFile(document, contact);
    const signer = { name: contact.name ?? '', email: contact.email, phone: contact.phone };
    notify(this.deployment, document, 'signed', { signer, signedAt: at });
    if (this.#waiting(document).length === 0) this.#complete(document, signer);
  }

  decline(documentId: string, email: string, reason = ''): void {
    const [document, contact] = this.#signer(documentId, email);
    document.updated = this.deployment.stamp();
    const { at } = document.updated;
    document.declined = { by: contact.email, reason, at };
    const signers = signersInWebhook(this.deployment, document);
    const details = { signers, declinedBy: contact.email, declinedReason: reason, declinedAt: at };
    notify(this.deployment, document, 'declined', details);
  }

  /** Moves the expiration date to the past. Nothing else changes, as on real servers. */
  expire(documentId: string): void {
    this.#document(documentId).expires = new Date(Date.now() - 1);
  }

  /** The draft's owner sends it from the editor. */
  sendDraft(documentId: string): void {
    const document = this.#document(documentId);
    document.sent = true;
    document.updated = this.deployment.stamp();
  }

  /** Someone edits the template in the web app. `updatedAt` changes, and so does its position in lists. */
  touchTemplate(templateId: string, change: { title?: string; note?: string } = {}): void {
    const template = this.deployment.templates.get(templateId);
    if (!template) throw new Error(`No template ${templateId}`);
    Object.assign(template, change);
    template.updated = this.deployment.stamp();
  }

  /** Someone deletes the template in the web app. */
  deleteTemplate(templateId: string): void {
    this.touchTemplate(templateId);
    const template = this.deployment.templates.get(templateId);
    if (template) template.archived = true;
  }

  setCredits(account: Account, plan: number, addon = 0): void {
    account.planCredits = plan;
    account.addonCredits = addon;
  }

  setSubscription(account: Account, subscribed: boolean): void {
    account.subscription = subscribed;
  }

  /** If not working, `/resendmail` never responds. */
  setMailTransport(working: boolean): void {
    this.deployment.mailer.working = working;
  }

  /** Webhook events are signed with this key, except on v1 servers. */
  setWebhookKey(account: Account, key: string | undefined): void {
    account.webhookKey = key;
  }

  #document(id: string): Document {
    const document = this.deployment.documents.get(id);
    if (!document) throw new Error(`No document ${id}`);
    return document;
  }

  #signer(documentId: string, email: string): [Document, Contact] {
    const document = this.#document(documentId);
    const state = getState(document);
    if (state !== 'in-progress') throw new Error(`Document ${documentId} is ${state}`);
    const contact = this.#contacts(document).find((c) => c.email.toLowerCase() === email.toLowerCase());
    if (!contact) throw new Error(`${email} isn't a signer of ${documentId}`);
    return [document, contact];
  }

  #contacts(document: Document, onlySigning = false): Contact[] {
    const ids = document.roles.flatMap(({ contactId, signerRole }) =>
      contactId === undefined || (onlySigning && signerRole === 'viewer') ? [] : [contactId],
    );
    return [...ids, ...(document.bareSigners ?? [])].flatMap((id) => this.deployment.contacts.get(id) ?? []);
  }

  #waiting(document: Document): Contact[] {
    return this.#contacts(document, true).filter(({ id }) => !document.trail.get(id)?.signed);
  }

  #trail(document: Document, { id }: Contact): Trail {
    const trail = document.trail.get(id) ?? { responses: [] };
    document.trail.set(id, trail);
    return trail;
  }

  #sealFile(document: Document, { email }: Contact): void {
    const { storage } = this.deployment;
    const current = storage.get(document.signedFile ?? document.file) ?? makePdf();
    const name = (document.title ?? 'document')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .slice(0, 60);
    const sealed = Buffer.concat([current, Buffer.from(`% signed by ${email}\n`)]);
    document.signedFile = storage.put(sealed, `signed_${name}.pdf`);
  }

  #complete(document: Document, last: object): void {
    const { storage, settings } = this.deployment;
    document.completedAt = document.updated.at;
    document.certificate = storage.put(makePdf({ text: 'Certificate of completion' }), 'certificate.pdf');
    const all = signersInWebhook(this.deployment, document);
    const signers = settings.quirks.completedRepeatsSigner ? [last, ...all] : all;
    notify(this.deployment, document, 'completed', { signers, completedAt: document.completedAt });
  }
}
