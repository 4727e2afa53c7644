import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

export interface Delivery {
  readonly url: string;
  readonly event: string;
  /** The sent and signed body. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Status of the receiver's response, if any. */
  status?: number;
  error?: string;
}

/** Sends events one after the other, without retries. Failures don't affect the API. */
export class Webhooks {
  readonly deliveries: Delivery[] = [];
  #last: Promise<void> = Promise.resolve();
  readonly #abort = new AbortController();

  /** Queues an event. With a key it's signed (hex HMAC-SHA256 of the body). */
  deliver(url: string, event: string, payload: object, key: string | undefined): void {
    const body = JSON.stringify(payload);
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (key !== undefined)
      headers['x-webhook-signature'] = createHmac('sha256', key).update(body).digest('hex');
    const delivery: Delivery = { url, event, body, headers };
    this.deliveries.push(delivery);
    this.#last = this.#last.then(() => this.#send(delivery));
  }

  /** Resolves when all queued events have been sent or have failed. */
  settled(): Promise<void> {
    return this.#last;
  }

  close(): void {
    this.#abort.abort();
  }

  async #send(delivery: Delivery): Promise<void> {
    try {
      delivery.status = await post(delivery, this.#abort.signal);
    } catch (error) {
      delivery.error = error instanceof Error ? error.message : String(error);
    }
  }
}

function post({ url, body, headers }: Delivery, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false as const,
      timeout: 5_000,
      signal,
    };
    const sending = request(new URL(url), options, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.once('error', reject);
    });
    sending.once('timeout', () => sending.destroy(new Error('timeout')));
    sending.once('error', reject);
    sending.end(body);
  });
}
