import { Endpoint } from './endpoint';
import { OpenSignError } from './errors';
import { isObject, text } from './values';

/** The one URL per account and environment that OpenSign tells what happens. */
export class Webhook extends Endpoint {
  /** Undefined when none is set, which servers say as `{}` or as "User not found!", and with no other words. */
  async get(signal?: AbortSignal): Promise<string | undefined> {
    try {
      const answer = await this.send('GET', '/webhook', { signal });
      const url = isObject(answer) ? (answer.webhook ?? '') : undefined;
      const isNone = isObject(answer) && Object.keys(answer).length === 0;
      if (typeof url !== 'string' || !(isNone || (isObject(answer) && 'webhook' in answer))) {
        throw this.notOpenSign();
      }
      return text(url);
    } catch (error) {
      if (!(error instanceof OpenSignError) || error.kind !== 'notFound') {
        throw error;
      }
      if (/user not found/i.test(error.details.serverMessage ?? '')) {
        return undefined;
      }
      throw this.notOpenSign();
    }
  }

  /** Sets the URL. That it is set to this one already is no error. */
  async set(url: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.change('POST', '/webhook', { signal, body: { url } });
    } catch (error) {
      if (!(error instanceof OpenSignError && error.kind === 'conflict')) {
        throw error;
      }
    }
  }

  async delete(signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', '/webhook', { signal });
  }
}
