import type { Changes } from './client';
import { parseDocument, type Document, type DocumentGroup } from './document';
import { Endpoint, idInPath, type Page } from './endpoint';
import type { JsonBytes } from './streamedBody';
import { anyText, isObject, isObjectId, list, text, type JsonObject } from './values';

/** Where one signer signs. The URL is a bearer secret: whoever has it can sign. */
export interface SigningLink {
  readonly email: string;
  readonly url: string;
}

/** What sending made. */
export interface SentDocument {
  /** Undefined when the server reports success but added no signer: it doesn't name the document then. */
  readonly id: string | undefined;
  /** Only those whom the server accepted; who is missing here was dropped without a word. */
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

/** A server whose mail does not work keeps the connection open and says nothing. Source: api.md 4.14. */
const longestMailMs = 30_000;

/** Documents: reading, sending, and what can be done to one that exists. */
export class Documents extends Endpoint {
  /** One page of a group, last changed first. */
  list(group: DocumentGroup, skip: number, limit: number, signal?: AbortSignal): Promise<Page<Document>> {
    return this.page(`/documentlist/${group}`, skip, limit, parseDocument, signal);
  }

  /** The document with its widgets, its audit trail and fresh file links. */
  async get(id: string, signal?: AbortSignal): Promise<Document> {
    const document = parseDocument(await this.getJson(id, signal));
    if (document === undefined) {
      throw this.notOpenSign();
    }
    return document;
  }

  /** The document as the server tells it. Holds file links: to be redacted before it is shown. */
  async getJson(id: string, signal?: AbortSignal): Promise<unknown> {
    return this.object(`/document/${idInPath(id)}`, signal);
  }

  async update(id: string, changes: Changes, signal?: AbortSignal): Promise<void> {
    await this.change('PUT', `/document/${idInPath(id)}`, { signal, body: changes });
  }

  /** Ends signing. The document is `declined` from then on; it costs nothing and cannot be undone. */
  async revoke(id: string, reason: string | undefined, signal?: AbortSignal): Promise<void> {
    const body = reason === undefined ? {} : { reason };
    await this.change('POST', `/document/${idInPath(id)}`, { signal, body, lateRoute: true });
  }

  /** Archives the document; the API has no way back, and the credit is not refunded. */
  async delete(id: string, signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', `/document/${idInPath(id)}`, { signal });
  }

  /** Sends the request mail again. A server whose mail does not work may never answer: that is `outcomeUnknown`. */
  async resendEmail(id: string, email: string, signal?: AbortSignal): Promise<void> {
    const timeoutMs = Math.min(this.timeouts.readMs, longestMailMs);
    const body = { document_id: idInPath(id), email };
    await this.change('POST', '/resendmail', { signal, timeoutMs, body });
  }

  /** Where each signer signs. Rejects with kind `unsupported` on old servers. */
  async signingLinks(id: string, signal?: AbortSignal): Promise<readonly SigningLink[]> {
    const path = `/signinglinks/${idInPath(id)}`;
    const answer = await this.send('GET', path, { signal, lateRoute: true });
    return this.listIn(answer, 'signurl', parseLink).items;
  }

  /** From where the signers signed. Teams and Enterprise only; how other plans are refused is not documented. */
  async signerIps(id: string, signal?: AbortSignal): Promise<readonly SignerIp[]> {
    const answer = await this.send('GET', `/signerips/${idInPath(id)}`, { signal, lateRoute: true });
    return this.listIn(answer, 'signer_ips', parseIp).items;
  }

  /** What the signers filled in. Teams and Enterprise only. */
  async formData(id: string, signal?: AbortSignal): Promise<readonly FormData[]> {
    const answer = await this.send('GET', `/formdata/${idInPath(id)}`, { signal, lateRoute: true });
    return this.listIn(answer, 'form_data', parseFormData).items;
  }

  /** Creates a document and sends it; uses a credit. `body` is the whole request as JSON. */
  async create(body: JsonBytes, signal?: AbortSignal): Promise<SentDocument> {
    return this.sent(await this.upload('POST', '/createdocument', { signal, body }));
  }

  /**
   * Creates a document from a template and sends it; uses a credit. `notFound` means that the template is gone.
   * Mail goes out before the answer, so this may take as long as an upload.
   */
  async createFromTemplate(templateId: string, request: object, signal?: AbortSignal): Promise<SentDocument> {
    const path = `/createdocument/${idInPath(templateId)}`;
    return this.sent(await this.upload('POST', path, { signal, body: request }));
  }

  private sent(answer: unknown): SentDocument {
    if (isObject(answer) && answer.objectId === undefined && isEmptyArray(answer.signurl)) {
      return { id: undefined, links: [] };
    }
    if (!isObject(answer) || !isObjectId(answer.objectId)) {
      throw this.unknownOutcome();
    }
    return {
      id: answer.objectId,
      links: list(answer.signurl)
        .map(parseLink)
        .filter((link) => link !== undefined),
    };
  }
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function parseLink(value: unknown): SigningLink | undefined {
  const email = isObject(value) ? text(value.email) : undefined;
  const url = isObject(value) ? text(value.url) : undefined;
  return email === undefined || url === undefined ? undefined : { email, url };
}

function parseIp(value: unknown): SignerIp | undefined {
  const email = isObject(value) ? text(value.email) : undefined;
  return isObject(value) && email !== undefined
    ? { email, address: text(value.ip_address) ?? '' }
    : undefined;
}

function parseFormData(value: unknown): FormData | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const email = text(value.email);
  const name = text(value.name);
  return {
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    fields: list(value.widgets).flatMap((widget) => {
      const item: JsonObject = isObject(widget) ? widget : {};
      const field = text(item.name);
      return field === undefined ? [] : [{ name: field, value: anyText(item.response) }];
    }),
  };
}
