import { parseAccount, type Account } from './account';
import { Contacts } from './contacts';
import { AccountCredits } from './credits';
import { Documents } from './documents';
import { Endpoint, idInPath, type Page, type Timeouts } from './endpoint';
import type { EnvironmentName } from './environmentName';
import { OpenSignError } from './errors';
import { downloadPdf, type Pdf } from './download';
import type { JsonBytes } from './streamedBody';
import { Webhook } from './webhook';
import { parseTemplate, type Template } from './template';
import { Transport, type TransportOptions } from './transport';
import { isObject, isObjectId, text } from './values';

export type { Page, Timeouts };

/** Largest page a list gives; the server clamps larger ones without a word. Source: api.md 4.4. */
export const maxPageSize = 500;

export interface ClientOptions extends TransportOptions {
  readonly timeouts: Timeouts;
}

/** Fields of a template or document that can be changed. The API calls the title `name` here, and only here. */
export interface Changes {
  readonly name?: string;
  readonly note?: string;
}

/** What an upload makes: both are finished in the browser. */
export interface Draft {
  readonly id: string;
  /** Opens the web editor without a further sign-in: a secret. */
  readonly url: string | undefined;
}

/**
 * OpenSign's REST API v1.2 of *one* environment, with the token and base URL that were valid when the client was
 * made. Every method rejects with an {@link OpenSignError} only. Writes are never repeated; a write that got no
 * answer rejects with kind `outcomeUnknown`.
 */
export class OpenSignClient extends Endpoint {
  readonly environment: EnvironmentName;
  /** `https://host`, where the web app lives too. */
  readonly origin: string;
  /** Where the API is: `https://host/api/v1.2`, without a slash at the end. */
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

  /** Who the token belongs to. An account without a profile is empty, but the token is good. */
  async getAccount(signal?: AbortSignal): Promise<Account> {
    try {
      const account = parseAccount(await this.send('GET', '/getuser', { signal }));
      if (account === undefined) {
        throw this.notOpenSign();
      }
      return account;
    } catch (error) {
      if (error instanceof OpenSignError && error.kind === 'notFound') {
        if (/user not found/i.test(error.details.serverMessage ?? '')) {
          return {};
        }
        throw this.notOpenSign();
      }
      throw error;
    }
  }

  /** One page of the account's own templates, last changed first. `limit` up to {@link maxPageSize}. */
  async listTemplates(skip: number, limit: number, signal?: AbortSignal): Promise<Page<Template>> {
    return this.page('/templatelist', skip, limit, parseTemplate, signal);
  }

  /** The template with its widgets and a fresh file link. */
  async getTemplate(id: string, signal?: AbortSignal): Promise<Template> {
    const template = parseTemplate(await this.getTemplateJson(id, signal));
    if (template === undefined) {
      throw this.notOpenSign();
    }
    return template;
  }

  /** The template as the server tells it. Holds a file link: to be redacted before it is shown. */
  async getTemplateJson(id: string, signal?: AbortSignal): Promise<unknown> {
    return this.object(`/template/${idInPath(id)}`, signal);
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

  /** Archives the template; the API has no way back. */
  async deleteTemplate(id: string, signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', `/template/${idInPath(id)}`, { signal });
  }

  /** Makes a template that is finished in the browser; costs nothing. `body` is the whole request as JSON. */
  async draftTemplate(body: JsonBytes, signal?: AbortSignal): Promise<Draft> {
    return this.draft(await this.upload('POST', '/drafttemplate', { signal, body, lateRoute: true }));
  }

  /** Makes a document that is finished and sent in the browser; uses a credit. `body` is the whole request as JSON. */
  async draftDocument(body: JsonBytes, signal?: AbortSignal): Promise<Draft> {
    return this.draft(await this.upload('POST', '/draftdocument', { signal, body, lateRoute: true }));
  }

  /** Makes a template with roles and widgets, ready to be used. `body` is the whole request as JSON. */
  async createTemplate(body: JsonBytes, signal?: AbortSignal): Promise<string> {
    return this.draft(await this.upload('POST', '/createtemplate', { signal, body })).id;
  }

  /** Fetches a file by a link of this server, without the token. */
  download(link: string, maxBytes: number, signal?: AbortSignal): Promise<Pdf> {
    return downloadPdf(link, {
      fetch: this.options.fetch,
      clock: this.options.clock,
      log: this.options.log,
      environment: this.environment,
      maxBytes,
      timeoutMs: this.options.timeouts.uploadMs,
      // A link without TLS is taken only from a server that is itself on this machine.
      allowHttp: this.origin.startsWith('http:'),
      signal,
    });
  }

  private draft(answer: unknown): Draft {
    const body = isObject(answer) ? answer : {};
    // `draftdocument` says document_id, `drafttemplate` objectId; servers of other ages may say either.
    const id = [body.objectId, body.document_id, body.template_id].find(isObjectId);
    if (id === undefined) {
      throw this.unknownOutcome();
    }
    return { id, url: text(body.url) };
  }
}
