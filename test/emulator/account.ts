import type { AccountOptions, DocumentInput, Plan, RoleInput, TemplateInput } from './accountOptions';
import { ContactBook } from './contacts';
import type { Deployment } from './deployment';
import { makePdf } from '../fixtures/pdf';
import type { Contact, Document, Role, Template } from './records';
import { defaultSettings, type SigningSettings } from './signingSettings';
import { anyStorageName } from './storage';
import { readWidget } from './widget';

/** A user of one deployment. The `add…` methods create objects without credits, email, webhook events or checks. */
export class Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly jobTitle: string | undefined;
  readonly company: string | undefined;
  readonly plan: Plan;
  readonly contacts: ContactBook;
  readonly createdAt = new Date();
  token: string;
  profile: boolean;
  subscription: boolean;
  planCredits: number;
  addonCredits: number;
  webhookUrl: string | undefined;
  webhookKey: string | undefined;

  constructor(
    private readonly deployment: Deployment,
    options: AccountOptions,
  ) {
    this.id = deployment.newId();
    this.token = options.token;
    this.name = options.name;
    this.email = options.email;
    this.phone = options.phone ?? '';
    this.jobTitle = options.jobTitle;
    this.company = options.company;
    this.plan = options.plan ?? 'professional';
    this.profile = options.profile ?? true;
    this.subscription = options.subscription ?? true;
    this.planCredits = options.credits ?? (deployment.settings.environment === 'sandbox' ? 100_000 : 100);
    this.addonCredits = options.addonCredits ?? 0;
    this.contacts = new ContactBook(deployment, this.id);
    deployment.addUser(options.email);
  }

  get credits(): number {
    return this.planCredits + this.addonCredits;
  }

  /** Uses one credit, first of the plan, then of the add-on. */
  debit(): void {
    if (this.planCredits > 0) this.planCredits--;
    else this.addonCredits--;
  }

  /** All templates that aren't deleted, unordered. */
  templates(): Template[] {
    return [...this.deployment.templates.values()].filter((t) => t.ownerId === this.id && !t.archived);
  }

  documents(): Document[] {
    return [...this.deployment.documents.values()].filter((d) => d.ownerId === this.id && !d.archived);
  }

  addTemplate(input: TemplateInput): Template {
    const template: Template = this.#base(input);
    this.deployment.templates.set(template.id, template);
    return template;
  }

  addDocument(input: DocumentInput): Document {
    const state = input.state ?? 'in-progress';
    const base = this.#base(input);
    const lifetime = base.settings.timeToCompleteDays * 86_400_000;
    const document: Document = {
      ...base,
      sent: state !== 'draft',
      expires:
        state === 'expired' ? new Date(Date.now() - 1) : new Date(base.created.at.getTime() + lifetime),
      trail: new Map(),
    };
    if (input.templateId !== undefined) document.templateId = input.templateId;
    if (input.folderId !== undefined) document.folderId = input.folderId;
    if (state === 'completed') this.#complete(document);
    if (state === 'declined') {
      const by = document.roles.map(({ contactId }) => this.deployment.contacts.get(contactId ?? '')?.email);
      document.declined = { by: by[0] ?? this.email, reason: 'No longer needed', at: document.updated.at };
    }
    this.deployment.documents.set(document.id, document);
    return document;
  }

  /** Creates a contact, or returns the existing one with this address unchanged. */
  addContact(input: {
    name?: string;
    email: string;
    phone?: string;
    company?: string;
    job_title?: string;
  }): Contact {
    return this.contacts.byEmail(input.email) ?? this.contacts.create({ ...input });
  }

  #base(input: TemplateInput): Template {
    const { title, note, description, roles, pdf, createdAt, updatedAt, ...rest } = input;
    const created = this.deployment.stamp(createdAt);
    const defaults = defaultSettings();
    const settings = Object.fromEntries(
      Object.entries(defaults).map(([key, value]) => [key, rest[key as keyof SigningSettings] ?? value]),
    ) as unknown as SigningSettings;
    return {
      id: this.deployment.newId(),
      ownerId: this.id,
      ...(title === undefined ? {} : { title }),
      note: note ?? '',
      ...(description === undefined ? {} : { description }),
      file: this.deployment.storage.put(pdf ?? makePdf({ text: 'OpenSign emulator' }), anyStorageName(title)),
      roles: roles.map((role) => this.#role(role)),
      settings,
      created,
      updated: updatedAt || createdAt ? this.deployment.stamp(updatedAt ?? createdAt) : created,
      archived: false,
    };
  }

  #role({ role, email, name, phone, signer_role, widgets }: RoleInput): Role {
    const contact =
      email === undefined || email === ''
        ? undefined
        : this.addContact({
            email,
            ...(name === undefined ? {} : { name }),
            ...(phone === undefined ? {} : { phone }),
          });
    return {
      ...(role === undefined ? {} : { role }),
      ...(contact ? { contactId: contact.id } : {}),
      signerRole: signer_role ?? 'signer',
      widgets: (widgets ?? [{ type: 'signature', page: 1, x: 72, y: 610, w: 150, h: 45 }]).map((widget) =>
        readWidget(widget, false),
      ),
    };
  }

  #complete(document: Document): void {
    const { storage } = this.deployment;
    document.completedAt = document.updated.at;
    document.signedFile = storage.put(storage.get(document.file) ?? makePdf(), 'signed_document.pdf');
    document.certificate = storage.put(makePdf({ text: 'Certificate of completion' }), 'certificate.pdf');
    for (const { contactId, signerRole } of document.roles) {
      if (contactId === undefined) continue;
      const at = document.updated.at;
      document.trail.set(contactId, {
        viewed: at,
        ...(signerRole === 'viewer' ? {} : { signed: at }),
        responses: [],
      });
    }
  }
}
