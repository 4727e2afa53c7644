import { AccountCredits, parseAccount, Webhook, type Account } from './account';
import { Contacts } from './contacts';
import { downloadPdf } from './download';
import { Documents } from './documents';
import { Endpoint, idInPath, type Page, type Timeouts } from './endpoint';
import type { EnvironmentName } from './environmentName';
import type { JsonBytes } from './streamedBody';
import { parseTemplate, type Changes, type Template } from './template';
import { Transport, type TransportOptions } from './transport';
import { isObjectId, text, toObject, type JsonObject } from './values';

/** Largest page of a list; the server silently clamps larger ones. Source: api.md 4.4. */
export const maxPageSize = 500;

interface ClientOptions extends TransportOptions {
  readonly timeouts: Timeouts;
}

/** What an upload creates: a template or document to be finished in the browser. */
export interface Draft {
  readonly id: string;
  /** Opens the web editor without signing in: a secret. */
  readonly url: string | undefined;
}

/**
 * OpenSign's REST API v1.2 of *one* environment, with the token and base URL that were valid when the client was
 * created. Every method rejects with an {@link OpenSignError} only. Writes are never retried; a write without a
 * response rejects with kind `outcomeUnknown`.
 */
export class OpenSignClient extends Endpoint {
  readonly environment: EnvironmentName;
  /** `https://host`, which serves the web app too. */
  readonly origin: string;
  /** `https://host/api/v1.2`, without a slash at the end. */
  readonly baseUrl: string;
  readonly documents: Documents;
  readonly contacts: Contacts;
  readonly credits: AccountCredits;
  readonly webhook: Webhook;

  constructor(private readonly options: ClientOptions) {
    const { environment, baseUrl, timeouts } = options;
    const { origin, host } = new URL(baseUrl);
    const group = [new Transport(options), timeouts, { environment, host }] as const;
    super(...group);
    this.environment = environment;
    this.origin = origin;
    this.baseUrl = baseUrl;
    this.documents = new Documents(...group);
    this.contacts = new Contacts(...group);
    this.credits = new AccountCredits(...group);
    this.webhook = new Webhook(...group);
  }

  /** Who the token belongs to. An account without a profile is empty, but the token is valid. */
  async getAccount(signal?: AbortSignal): Promise<Account> {
    const response = await this.getOfAccount('/getuser', signal);
    return response === undefined ? {} : this.require(parseAccount(response));
  }

  /** One page of the account's own templates, last changed first. `limit` up to {@link maxPageSize}. */
  async listTemplates(skip: number, limit: number, signal?: AbortSignal): Promise<Page<Template>> {
    return this.getPage('/templatelist', skip, limit, parseTemplate, signal);
  }

  /** The template with its widgets and a fresh file link. */
  async getTemplate(id: string, signal?: AbortSignal): Promise<Template> {
    return this.require(parseTemplate(await this.getTemplateJson(id, signal)));
  }

  /** The template as the server returns it. It contains a file link: redact it before it's shown. */
  async getTemplateJson(id: string, signal?: AbortSignal): Promise<JsonObject> {
    return this.getObject(`/template/${idInPath(id)}`, signal);
  }

  async updateTemplate(id: string, changes: Changes, signal?: AbortSignal): Promise<void> {
    await this.change('PUT', `/template/${idInPath(id)}`, { signal, body: changes });
  }

  /**
   * Replaces the PDF. `body` is the whole request as JSON: `{"file": …}` with `file_password` where needed. Rejects
   * with kind `unsupported` on old servers.
   */
  async replaceTemplateFile(id: string, body: JsonBytes, signal?: AbortSignal): Promise<void> {
    const { uploadMs: timeoutMs } = this.timeouts;
    await this.change('PUT', `/template/${idInPath(id)}`, { signal, timeoutMs, body });
  }

  /** Archives the template. The API can't restore it. */
  async deleteTemplate(id: string, signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', `/template/${idInPath(id)}`, { signal });
  }

  /** Creates a template to be finished in the browser; free. `body` is the whole request as JSON. */
  async draftTemplate(body: JsonBytes, signal?: AbortSignal): Promise<Draft> {
    return this.parseDraft(await this.upload('POST', '/drafttemplate', { signal, body, lateRoute: true }));
  }

  /** Creates a document to be finished and sent in the browser; uses a credit. `body` is the whole request as JSON. */
  async draftDocument(body: JsonBytes, signal?: AbortSignal): Promise<Draft> {
    return this.parseDraft(await this.upload('POST', '/draftdocument', { signal, body, lateRoute: true }));
  }

  /** Creates a template with roles and widgets, ready to use. `body` is the whole request as JSON. */
  async createTemplate(body: JsonBytes, signal?: AbortSignal): Promise<string> {
    return this.parseDraft(await this.upload('POST', '/createtemplate', { signal, body })).id;
  }

  /** Downloads a file from a link of this server, without the token. */
  download(link: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    return downloadPdf(link, maxBytes, this.options, signal);
  }

  private parseDraft(response: unknown): Draft {
    const body = toObject(response);
    // `draftdocument` returns document_id, `drafttemplate` objectId; other server versions may return either.
    const id = [body.objectId, body.document_id, body.template_id].find(isObjectId);
    if (id === undefined) {
      throw this.unknownOutcome();
    }
    return { id, url: text(body.url) };
  }
}
