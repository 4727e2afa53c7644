import type { Timeouts } from './client';
import type { EnvironmentName } from './environmentName';
import { OpenSignError } from './errors';
import type { Method, RequestOptions, Transport } from './transport';
import { isObject, isObjectId, list } from './values';

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

  protected async page<T>(
    path: string,
    skip: number,
    limit: number,
    parse: (value: unknown) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const answer = await this.send('GET', path, { signal, query: { limit, skip } });
    if (!isObject(answer) || !Array.isArray(answer.result)) {
      throw this.notOpenSign();
    }
    const raw = list(answer.result);
    return {
      items: raw.map(parse).filter((item) => item !== undefined),
      next: raw.length < limit ? undefined : skip + raw.length,
    };
  }

  protected notOpenSign(): OpenSignError {
    return new OpenSignError('notOpenSign', this.where);
  }
}

/** `id`, fit for a path. Ids that are none are "not found" without asking. */
export function idInPath(id: string): string {
  if (!isObjectId(id)) {
    throw new OpenSignError('notFound');
  }
  return id;
}
