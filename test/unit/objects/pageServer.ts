import type { OpenSignClient } from '../../../src/api/client';
import type { Page } from '../../../src/api/endpoint';
import { OpenSignError } from '../../../src/api/errors';
import type { Template } from '../../../src/api/template';

export const template = (id: string, title = id): Template => ({ id, title, roles: [] });

export const ids = (items: readonly Template[]): string => items.map(({ id }) => id).join(' ');

/** A pending call of `listTemplates`. */
export interface Call {
  readonly skip: number;
  readonly signal: AbortSignal | undefined;
  answer(items: readonly Template[], next?: number): void;
  fail(error: unknown): void;
}

/** A client whose responses a test sends. Like a slow server, it ignores signals. */
export class PageServer implements Pick<OpenSignClient, 'listTemplates'> {
  readonly calls: Call[] = [];
  /** Pending calls, and the most that were pending at once. */
  waiting = 0;
  most = 0;
  private readonly arrivals: (() => void)[] = [];

  listTemplates(skip: number, _limit: number, signal?: AbortSignal): Promise<Page<Template>> {
    this.waiting++;
    this.most = Math.max(this.most, this.waiting);
    return new Promise<Page<Template>>((resolve, reject) => {
      this.calls.push({
        skip,
        signal,
        answer: (items, next) => resolve({ items, next }),
        fail: reject,
      });
      for (const arrived of this.arrivals.splice(0)) {
        arrived();
      }
    }).finally(() => this.waiting--);
  }

  /** The call with this number, counted from 0, as soon as it is made. */
  async call(number: number): Promise<Call> {
    for (;;) {
      const call = this.calls[number];
      if (call !== undefined) {
        return call;
      }
      await new Promise<void>((resolve) => this.arrivals.push(resolve));
    }
  }
}

/** Lets all pending promises settle. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const offline = (): OpenSignError => new OpenSignError('offline', { code: 'ENOTFOUND' });
