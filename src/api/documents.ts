import { parseDocument, type Document, type DocumentGroup } from './document';
import { Endpoint, idInPath, type Page } from './endpoint';
import type { JsonBytes } from './streamedBody';
import type { Changes } from './template';
import { anyText, defined, isObject, isObjectId, parseList, text, toObject } from './values';

/** Where one signer signs. The URL is a bearer secret: anyone who has it can sign. */
export interface SigningLink {
  readonly email: string;
  readonly url: string;
}

export interface SentDocument {
  /** Undefined when the server reports success but added no signer, because it then returns no ID. */
  readonly id: string | undefined;
  /** Only those that the server accepted: it silently drops the others. */
  readonly links: readonly SigningLink[];
}

export interface FormField {
  readonly name: string;
  readonly value: string;
}

export interface FormData {
  readonly email?: string;
  readonly name?: string;
  readonly fields: readonly FormField[];
}

export interface SignerIp {
  readonly email: string;
  readonly address: string;
}

/** A server whose email doesn't work never responds. Source: api.md 4.14. */
const longestEmailMs = 30_000;

export class Documents extends Endpoint {
  /** One page of a group, last changed first. */
  list(group: DocumentGroup, skip: number, limit: number, signal?: AbortSignal): Promise<Page<Document>> {
    return this.getPage(`/documentlist/${group}`, skip, limit, parseDocument, signal);
  }

  /** The document with its widgets, its audit trail and fresh file links. */
  async get(id: string, signal?: AbortSignal): Promise<Document> {
    return this.require(parseDocument(await this.getJson(id, signal)));
  }

  /** The document as the server returns it. It contains file links: redact it before it's shown. */
  async getJson(id: string, signal?: AbortSignal): Promise<unknown> {
    return this.getObject(`/document/${idInPath(id)}`, signal);
  }

  async update(id: string, changes: Changes, signal?: AbortSignal): Promise<void> {
    await this.change('PUT', `/document/${idInPath(id)}`, { signal, body: changes });
  }

  /** Ends signing: the document becomes `declined`. Free, and can't be undone. */
  async revoke(id: string, reason: string | undefined, signal?: AbortSignal): Promise<void> {
    const body = defined({ reason });
    await this.change('POST', `/document/${idInPath(id)}`, { signal, body, lateRoute: true });
  }

  /** Archives the document. The API can't restore it, and the credit isn't refunded. */
  async delete(id: string, signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', `/document/${idInPath(id)}`, { signal });
  }

  /** Sends the signer's email again. A server whose email doesn't work may never respond: that is `outcomeUnknown`. */
  async resendEmail(id: string, email: string, signal?: AbortSignal): Promise<void> {
    const timeoutMs = Math.min(this.timeouts.readMs, longestEmailMs);
    const body = { document_id: idInPath(id), email };
    await this.change('POST', '/resendmail', { signal, timeoutMs, body });
  }

  /** Where each signer signs. Rejects with kind `unsupported` on old servers. */
  async getSigningLinks(id: string, signal?: AbortSignal): Promise<readonly SigningLink[]> {
    const path = `/signinglinks/${idInPath(id)}`;
    const response = await this.send('GET', path, { signal, lateRoute: true });
    return this.parseListIn(response, 'signurl', parseLink).items;
  }

  /** Where the signers signed from. Teams and Enterprise only; how other plans are rejected isn't documented. */
  async getSignerIps(id: string, signal?: AbortSignal): Promise<readonly SignerIp[]> {
    const response = await this.send('GET', `/signerips/${idInPath(id)}`, { signal, lateRoute: true });
    return this.parseListIn(response, 'signer_ips', parseIp).items;
  }

  /** What the signers filled in. Teams and Enterprise only. */
  async getFormData(id: string, signal?: AbortSignal): Promise<readonly FormData[]> {
    const response = await this.send('GET', `/formdata/${idInPath(id)}`, { signal, lateRoute: true });
    return this.parseListIn(response, 'form_data', parseFormData).items;
  }

  /** Creates a document and sends it; uses a credit. `body` is the whole request as JSON. */
  async create(body: JsonBytes, signal?: AbortSignal): Promise<SentDocument> {
    return this.parseSent(await this.upload('POST', '/createdocument', { signal, body }));
  }

  /**
   * Creates a document from a template and sends it; uses a credit. `notFound` means that the template is gone.
   * Email goes out before the response, so this may take as long as an upload.
   */
  async createFromTemplate(templateId: string, request: object, signal?: AbortSignal): Promise<SentDocument> {
    const path = `/createdocument/${idInPath(templateId)}`;
    return this.parseSent(await this.upload('POST', path, { signal, body: request }));
  }

  private parseSent(response: unknown): SentDocument {
    const { objectId, signurl } = toObject(response);
    if (isObjectId(objectId)) {
      return { id: objectId, links: parseList(signurl, parseLink) };
    }
    if (objectId === undefined && Array.isArray(signurl) && signurl.length === 0) {
      return { id: undefined, links: [] };
    }
    throw this.unknownOutcome();
  }
}

function parseLink(value: unknown): SigningLink | undefined {
  const item = toObject(value);
  const email = text(item.email);
  const url = text(item.url);
  return email === undefined || url === undefined ? undefined : { email, url };
}

function parseIp(value: unknown): SignerIp | undefined {
  const item = toObject(value);
  const email = text(item.email);
  return email === undefined ? undefined : { email, address: text(item.ip_address) ?? '' };
}

function parseFormData(value: unknown): FormData | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  return {
    ...defined({ email: text(value.email), name: text(value.name) }),
    fields: parseList(value.widgets, parseField),
  };
}

function parseField(value: unknown): FormField | undefined {
  const item = toObject(value);
  const name = text(item.name);
  return name === undefined ? undefined : { name, value: anyText(item.response) };
}
