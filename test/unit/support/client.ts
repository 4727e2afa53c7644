import { fetch as undiciFetch } from 'undici';
import { OpenSignClient } from '../../../src/api/client';
import type { Clock, Fetch } from '../../../src/api/fetch';
import type { RequestLog } from '../../../src/api/transport';

export const token = 'test.0123456789abcdefghijk';

/** npm's undici. VS Code's `fetch` uses undici too. */
export const testFetch = undiciFetch as unknown as Fetch;

/** A clock that records waits instead of waiting. */
export class ImpatientClock implements Clock {
  readonly sleeps: number[] = [];
  now(): number {
    return Date.now();
  }
  sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    return Promise.resolve();
  }
}

/** A log that keeps its entries. */
export class KeptLog implements RequestLog {
  readonly lines: string[] = [];
  request(entry: Parameters<RequestLog['request']>[0]): void {
    this.lines.push(JSON.stringify(entry));
  }
}

export interface TestClient {
  readonly client: OpenSignClient;
  readonly clock: ImpatientClock;
  readonly log: KeptLog;
}

/** Creates a client. `server` is a base URL, or an origin for its v1.2 API. */
export function testClient(
  server: string,
  options: {
    readonly readMs?: number;
    readonly uploadMs?: number;
    readonly fetch?: Fetch;
    readonly token?: string;
    readonly maxResponseBytes?: number;
  } = {},
): TestClient {
  const clock = new ImpatientClock();
  const log = new KeptLog();
  const client = new OpenSignClient({
    environment: 'sandbox',
    baseUrl: new URL(server).pathname === '/' ? `${server}/api/v1.2` : server,
    token: options.token ?? token,
    fetch: options.fetch ?? testFetch,
    clock,
    log,
    ...(options.maxResponseBytes === undefined ? {} : { maxResponseBytes: options.maxResponseBytes }),
    timeouts: { readMs: options.readMs ?? 5000, uploadMs: options.uploadMs ?? 5000 },
  });
  return { client, clock, log };
}
