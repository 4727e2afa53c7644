import type { EnvironmentName } from './environmentName';
import { OpenSignError } from './errors';
import type { Method, RequestOptions, Transport } from './transport';
import { isObject, isObjectId, list, text, type JsonObject } from './values';

export interface Timeouts {
  /** Milliseconds for a request that only reads or changes a few bytes. */
  readonly readMs: number;
  /** Milliseconds for a request that carries a file, and for a download. */
  readonly uploadMs: number;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Position of the next page, undefined when this was the last. */
  readonly next: number | undefined;
}

/** What the groups of endpoints have in common: one transport, time limits, and a way to say "this is not OpenSign". */
export class Endpoint {
  constructor(
    private readonly transport: Transport,
    protected readonly timeouts: Timeouts,
    private readonly where: { readonly environment: EnvironmentName; readonly host: string },
  ) {}

  /** A request that reads, or changes a few bytes. Rejects with an {@link OpenSignError} only. */
  protected send(
    method: Method,
    path: string,
    options: Partial<RequestOptions> & { readonly signal: AbortSignal | undefined },
  ): Promise<unknown> {
    return this.transport.send(method, path, { timeoutMs: this.timeouts.readMs, ...options });
  }

  /** A request that carries a file: it may take as long as an upload. */
  protected upload(
    method: Method,
    path: string,
    options: Partial<RequestOptions> & { readonly signal: AbortSignal | undefined },
  ): Promise<unknown> {
    return this.transport.send(method, path, { timeoutMs: this.timeouts.uploadMs, ...options });
  }

  /** The object of one ID, as the server tells it. */
  protected async object(path: string, signal: AbortSignal | undefined): Promise<JsonObject> {
    const answer = await this.send('GET', path, { signal });
    if (!isObject(answer) || !isObjectId(answer.objectId)) {
      throw this.notOpenSign();
    }
    return answer;
  }

  /** A request that changes something and whose answer says nothing more than that it did. */
  protected async change(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    options: Partial<RequestOptions> & { readonly signal: AbortSignal | undefined },
  ): Promise<void> {
    const answer = await this.send(method, path, options);
    if (!isObject(answer) || text(answer.error) !== undefined) {
      throw this.unknownOutcome();
    }
  }

  protected async page<T>(
    path: string,
    skip: number,
    limit: number,
    parse: (value: unknown) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const answer = await this.send('GET', path, { signal, query: { limit, skip } });
    const { items, size } = this.listIn(answer, 'result', parse);
    return { items, next: size < limit ? undefined : skip + size };
  }

  protected notOpenSign(): OpenSignError {
    return new OpenSignError('notOpenSign', this.where);
  }

  /** A write was accepted, but what came of it is not told. */
  protected unknownOutcome(): OpenSignError {
    return new OpenSignError('outcomeUnknown', { ...this.where, status: 200 });
  }

  /**
   * What could be read of the list in an answer's `key`, and the list's own size. An answer without the list, or a
   * list of which nothing can be read, is not OpenSign's: it is never taken for an empty one.
   */
  protected listIn<T>(
    answer: unknown,
    key: string,
    parse: (value: unknown) => T | undefined,
  ): { readonly items: readonly T[]; readonly size: number } {
    const raw = isObject(answer) ? answer[key] : undefined;
    const items = list(raw)
      .map(parse)
      .filter((item) => item !== undefined);
    if (!Array.isArray(raw) || (items.length === 0 && raw.length > 0)) {
      throw this.notOpenSign();
    }
    return { items, size: raw.length };
  }
}

/** `id`, fit for a path. Ids that are none are "not found" without asking. */
export function idInPath(id: string): string {
  if (!isObjectId(id)) {
    throw new OpenSignError('notFound');
  }
  return id;
}
