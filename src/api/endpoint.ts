import type { EnvironmentName } from './environmentName';
import { hasKind, OpenSignError } from './errors';
import type { Method, RequestOptions, Transport } from './transport';
import { isObject, isObjectId, parseList, text, type JsonObject } from './values';

export interface Timeouts {
  /** Milliseconds for a request that only reads or changes a few bytes. */
  readonly readMs: number;
  /** Milliseconds for a request that carries a file, and for a download. */
  readonly uploadMs: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Position of the next page, undefined when this was the last. */
  readonly next: number | undefined;
}

type Options = Partial<RequestOptions> & { readonly signal: AbortSignal | undefined };

/** What all groups of endpoints share: one transport, time limits, and errors for unexpected responses. */
export class Endpoint {
  constructor(
    private readonly transport: Transport,
    protected readonly timeouts: Timeouts,
    private readonly where: { readonly environment: EnvironmentName; readonly host: string },
  ) {}

  /** A request that reads, or changes a few bytes. Rejects with an {@link OpenSignError} only. */
  protected send(method: Method, path: string, options: Options): Promise<unknown> {
    return this.transport.send(method, path, { timeoutMs: this.timeouts.readMs, ...options });
  }

  /** A request that carries a file: it may take as long as an upload. */
  protected upload(method: Method, path: string, options: Options): Promise<unknown> {
    return this.transport.send(method, path, { timeoutMs: this.timeouts.uploadMs, ...options });
  }

  /** The object with one ID, as the server returns it. */
  protected async getObject(path: string, signal: AbortSignal | undefined): Promise<JsonObject> {
    const response = await this.send('GET', path, { signal });
    if (!isObject(response) || !isObjectId(response.objectId)) {
      throw this.notOpenSign();
    }
    return response;
  }

  /** Reads what belongs to the account. Undefined for an account without a profile: "User not found!". */
  protected async getOfAccount(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    try {
      return await this.send('GET', path, { signal });
    } catch (error) {
      if (!hasKind(error, 'notFound')) {
        throw error;
      }
      if (/user not found/i.test(error.details.serverMessage ?? '')) {
        return undefined;
      }
      throw this.notOpenSign();
    }
  }

  /** A request that changes something, and whose response has no further content. */
  protected async change(method: 'POST' | 'PUT' | 'DELETE', path: string, options: Options): Promise<void> {
    const response = await this.send(method, path, options);
    if (!isObject(response) || text(response.error) !== undefined) {
      throw this.unknownOutcome();
    }
  }

  protected async getPage<T>(
    path: string,
    skip: number,
    limit: number,
    parse: (value: unknown) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const response = await this.send('GET', path, { signal, query: { limit, skip } });
    const { items, size } = this.parseListIn(response, 'result', parse);
    return { items, next: size < limit ? undefined : skip + size };
  }

  /** `parsed`, which is undefined when the response isn't OpenSign's. */
  protected require<T>(parsed: T | undefined): T {
    if (parsed === undefined) {
      throw this.notOpenSign();
    }
    return parsed;
  }

  protected notOpenSign(): OpenSignError {
    return new OpenSignError('notOpenSign', this.where);
  }

  /** A write was accepted, but its response can't be read. */
  protected unknownOutcome(): OpenSignError {
    return new OpenSignError('outcomeUnknown', { ...this.where, status: 200 });
  }

  /**
   * The readable items of the list under `key`, and the list's full size. Without the list, or when no item is
   * readable, the response isn't OpenSign's: it is never taken for an empty list.
   */
  protected parseListIn<T>(
    response: unknown,
    key: string,
    parse: (value: unknown) => T | undefined,
  ): { readonly items: readonly T[]; readonly size: number } {
    const raw = isObject(response) ? response[key] : undefined;
    const items = parseList(raw, parse);
    if (!Array.isArray(raw) || (items.length === 0 && raw.length > 0)) {
      throw this.notOpenSign();
    }
    return { items, size: raw.length };
  }
}

/** `id`, safe in a path. Any other text is "not found" without a request. */
export function idInPath(id: string): string {
  if (!isObjectId(id)) {
    throw new OpenSignError('notFound');
  }
  return id;
}
