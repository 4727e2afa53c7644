import type { OpenSignClient } from '../../src/api/client';
import { Endpoint } from '../../src/api/endpoint';
import type { ErrorKind } from '../../src/api/errors';
import { fileBody } from '../../src/api/streamedBody';
import type { FaultName } from './faults';

/** `done`: it resolves. `perhaps`: `outcomeUnknown`, or `offline` if the request didn't arrive completely. */
export type Expected = ErrorKind | 'done' | 'perhaps';

export interface Method {
  /**
   * `read` is a GET. `create` requires an ID in the response. `change` accepts any JSON object as a success. `download`
   * is a GET of a file link, without the token.
   */
  readonly type: 'read' | 'create' | 'change' | 'download';
  /** Has no body, so `fetch` may repeat it after a 421. */
  readonly isDelete?: boolean;
  /** Servers of early 2025 lack the route. */
  readonly isLate?: boolean;
  /** OpenSign's response without a fault. */
  readonly good: unknown;
  readonly call: (client: OpenSignClient, origin: string) => Promise<unknown>;
  /** Faults with another result than for other methods. */
  readonly except?: Readonly<Partial<Record<FaultName, Expected>>>;
}

const id = 'Tp5mVa20Rk';
const moment = '2026-07-01T13:45:00.000Z';
const object = { objectId: id, title: 'Contract', signers: [], createdAt: moment, updatedAt: moment };
const body = () => fileBody({ title: 'Contract' }, new TextEncoder().encode('%PDF-1.4 small'));
const done = { objectId: id, updatedAt: moment };
const isThere = { 'JSON 404 for an unknown API token': 'done' } as const;

/** Every method of the client; a test compares this with the client itself. */
export const methods: Readonly<Record<string, Method>> = {
  getAccount: {
    type: 'read',
    good: { objectId: id, email: 'ada@example.com' },
    call: (client) => client.getAccount(),
    except: { ...isThere, '404 JSON': 'notOpenSign' },
  },
  listTemplates: {
    type: 'read',
    good: { result: [object] },
    call: (client) => client.listTemplates(0, 500),
  },
  getTemplate: { type: 'read', good: object, call: (client) => client.getTemplate(id) },
  getTemplateJson: { type: 'read', good: object, call: (client) => client.getTemplateJson(id) },
  updateTemplate: { type: 'change', good: done, call: (client) => client.updateTemplate(id, { name: 'x' }) },
  replaceTemplateFile: {
    type: 'change',
    good: done,
    call: (client) => client.replaceTemplateFile(id, body()),
  },
  deleteTemplate: {
    type: 'change',
    isDelete: true,
    good: done,
    call: (client) => client.deleteTemplate(id),
  },
  draftTemplate: {
    type: 'create',
    isLate: true,
    good: { objectId: id, url: 'https://app.example.net/x' },
    call: (client) => client.draftTemplate(body()),
  },
  draftDocument: {
    type: 'create',
    isLate: true,
    good: { document_id: id, url: 'https://app.example.net/x' },
    call: (client) => client.draftDocument(body()),
  },
  createTemplate: {
    type: 'create',
    good: { objectId: id },
    call: (client) => client.createTemplate(new TextEncoder().encode('{"title":"x"}')),
  },
  download: {
    type: 'download',
    // Not a PDF.
    good: {},
    call: (client, origin) => client.download(`${origin}/files/9f8e7d_contract.pdf?sig=s3cr3t`, 500_000),
  },
  'documents.list': {
    type: 'read',
    good: { result: [object] },
    call: (client) => client.documents.list('inprogress', 0, 500),
  },
  'documents.get': { type: 'read', good: object, call: (client) => client.documents.get(id) },
  'documents.getJson': { type: 'read', good: object, call: (client) => client.documents.getJson(id) },
  'documents.update': {
    type: 'change',
    good: done,
    call: (client) => client.documents.update(id, { note: 'x' }),
  },
  'documents.revoke': {
    type: 'change',
    isLate: true,
    good: { objectId: id, revokedAt: moment },
    call: (client) => client.documents.revoke(id, undefined),
  },
  'documents.delete': {
    type: 'change',
    isDelete: true,
    good: { objectId: id, deletedAt: moment },
    call: (client) => client.documents.delete(id),
  },
  'documents.resendEmail': {
    type: 'change',
    good: { result: 'mail sent successfully.' },
    call: (client) => client.documents.resendEmail(id, 'ada.lovelace@example.com'),
  },
  'documents.getSigningLinks': {
    type: 'read',
    isLate: true,
    good: { objectId: id, signurl: [{ email: 'a@example.com', url: 'https://app.example.net/login/x' }] },
    call: (client) => client.documents.getSigningLinks(id),
  },
  'documents.getSignerIps': {
    type: 'read',
    isLate: true,
    good: { objectId: id, signer_ips: [{ email: 'a@example.com', ip_address: '192.0.2.1' }] },
    call: (client) => client.documents.getSignerIps(id),
  },
  'documents.getFormData': {
    type: 'read',
    isLate: true,
    good: { objectId: id, form_data: [{ email: 'a@example.com', widgets: [] }] },
    call: (client) => client.documents.getFormData(id),
  },
  'documents.create': {
    type: 'create',
    good: { objectId: id, signurl: [] },
    call: (client) => client.documents.create(body()),
  },
  'documents.createFromTemplate': {
    type: 'create',
    good: { objectId: id, signurl: [] },
    call: (client) => client.documents.createFromTemplate(id, { signers: [] }),
  },
  'contacts.list': {
    type: 'read',
    good: { result: [object] },
    call: (client) => client.contacts.list(0, 500),
  },
  'contacts.create': {
    type: 'create',
    good: { objectId: id },
    call: (client) => client.contacts.create({ name: 'Ada', email: 'ada.lovelace@example.com' }),
  },
  'contacts.update': {
    type: 'change',
    isLate: true,
    good: { objectId: id, message: 'x' },
    call: (client) => client.contacts.update(id, { name: 'Ada' }),
  },
  'contacts.delete': {
    type: 'change',
    isDelete: true,
    good: { objectId: id, deletedAt: moment },
    call: (client) => client.contacts.delete(id),
  },
  'credits.get': {
    type: 'read',
    isLate: true,
    good: { total_credits: 5 },
    call: (client) => client.credits.get(),
    // Some plans have no credits, so this isn't an error.
    except: { '400 of a missing plan': 'done', '404 HTML': 'done', '400 of an unknown field': 'done' },
  },
  'webhook.get': {
    type: 'read',
    good: { webhook: 'https://example.net/hook' },
    call: (client) => client.webhook.get(),
    except: { ...isThere, '404 JSON': 'notOpenSign', '200 with an empty object': 'done' },
  },
  'webhook.set': {
    type: 'change',
    good: { result: 'Webhook updated successfully!' },
    call: (client) => client.webhook.set('https://example.net/hook'),
    // The webhook already has this URL.
    except: { '401 JSON': 'done' },
  },
  'webhook.delete': {
    type: 'change',
    isDelete: true,
    good: { result: 'Webhook deleted successfully!' },
    call: (client) => client.webhook.delete(),
  },
};

/** Members of the client's classes that aren't API methods. */
const internal = new Set(['constructor', 'parseDraft', 'parseSent']);

/** The names of all methods of `client` and its endpoint groups. */
export function getMethodNames(client: OpenSignClient): readonly string[] {
  const own = (endpoint: Endpoint, prefix: string) =>
    [
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(endpoint)),
      ...Object.entries(endpoint).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
    ].flatMap((name) => (internal.has(name) ? [] : [prefix + name]));
  const groups = Object.entries(client).filter(
    (entry): entry is [string, Endpoint] => entry[1] instanceof Endpoint,
  );
  return [...own(client, ''), ...groups.flatMap(([name, group]) => own(group, `${name}.`))];
}
