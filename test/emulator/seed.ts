import type { Account } from './account';
import type { Emulator } from './emulator';
import { makePdf } from '../fixtures/pdf';
import { LIVE, open, SANDBOX } from './seedTemplates';
import type { Document, DocumentState, Template } from './records';
import { getState } from './state';

/** Tokens of the demo accounts, in the format of real ones. */
export const DEMO_TOKENS = {
  sandbox: 'test.DemoSandbox00000000001',
  live: 'opensign.DemoLive00000000000001',
} as const;

export interface SeedOptions {
  /** Number of templates. Additional ones are generated. Default: 7 in Sandbox, 4 in Live. */
  templates?: number;
  /** Default: the demo token of the environment. */
  token?: string;
}

export interface DemoDocument {
  readonly id: string;
  readonly title: string | undefined;
  /** The current state. */
  readonly state: DocumentState;
}

export interface Demo {
  readonly account: Account;
  readonly templates: readonly Template[];
  /** At least one in each state. */
  readonly documents: readonly DemoDocument[];
}

const DAY = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY);

/** Adds an account with the objects that a developer might have after some months. */
export function seedDemo(emulator: Emulator, options: SeedOptions = {}): Demo {
  const sandbox = emulator.environment === 'sandbox';
  const account = emulator.addAccount({
    token: options.token ?? DEMO_TOKENS[emulator.environment],
    name: 'Ana Ruiz',
    email: 'ana@blueharbor.example',
    company: 'Blue Harbor',
    jobTitle: 'Engineer',
    credits: sandbox ? 100_000 : 87,
    plan: 'teams',
  });
  account.addContact({ name: 'Li Wei', email: 'li@example.com', phone: '5552000' });
  account.addContact({ name: 'Omar Haddad', email: 'omar@example.com' });
  const kinds = sandbox ? SANDBOX : LIVE;
  const wanted = options.templates ?? kinds.length;
  seedMany(account, Math.max(0, wanted - kinds.length));
  const templates = kinds.slice(0, wanted).map((input, index) => {
    const template = input();
    const pdf = makePdf({ pages: 2, text: `${emulator.environment} template ${index + 1}` });
    return account.addTemplate({
      ...template,
      pdf,
      createdAt: daysAgo(90 - index),
      updatedAt: daysAgo(2 + index * 5),
    });
  });
  const documents = seedDocuments(emulator, account, templates[0]);
  return { account, templates, documents: documents.map(toDemoDocument) };
}

function toDemoDocument(document: Document): DemoDocument {
  return {
    id: document.id,
    title: document.title,
    get state() {
      return getState(document);
    },
  };
}

function seedDocuments(emulator: Emulator, account: Account, template: Template | undefined): Document[] {
  const li = { ...open('Recipient'), name: 'Li Wei', email: 'li@example.com' };
  const omar = { ...open('Discloser', 330), name: 'Omar Haddad', email: 'omar@example.com' };
  const roles = [li, omar];
  const made = template ? { templateId: template.id } : {};
  const documents = [
    account.addDocument({
      title: 'NDA, North Pier (draft)',
      roles: [],
      state: 'draft',
      createdAt: daysAgo(1),
    }),
    account.addDocument({ title: 'NDA, Blue Harbor', roles, createdAt: daysAgo(3), ...made }),
    account.addDocument({ title: 'NDA, West Quay', roles, createdAt: daysAgo(4), ...made }),
    account.addDocument({
      title: 'NDA, Old Mill',
      roles,
      state: 'completed',
      createdAt: daysAgo(30),
      ...made,
    }),
    account.addDocument({
      title: 'NDA, Far Shore',
      roles,
      state: 'declined',
      createdAt: daysAgo(40),
      ...made,
    }),
    account.addDocument({ title: 'NDA, Lost Bay', roles, state: 'expired', createdAt: daysAgo(50), ...made }),
  ];
  const halfSigned = documents[2];
  if (halfSigned) {
    emulator.control.view(halfSigned.id, 'omar@example.com');
    emulator.control.sign(halfSigned.id, 'li@example.com');
  }
  return documents;
}

/** Adds `n` templates for paging, oldest first. */
export function seedMany(account: Account, n: number): Template[] {
  const pdf = makePdf({ text: 'One of many' });
  const first = Date.now() - 120 * DAY;
  return Array.from({ length: n }, (_, index) => {
    const createdAt = new Date(first + index * 1_000);
    const title = `Template ${String(index + 1).padStart(4, '0')}`;
    return account.addTemplate({ title, roles: [open('Customer')], pdf, createdAt });
  });
}
