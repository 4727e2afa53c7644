import { Endpoint } from './endpoint';
import { OpenSignError } from './errors';
import { isObject, text } from './values';

/** The one URL per account and environment that OpenSign tells what happens. */
export class Webhook extends Endpoint {
  /** Undefined when none is set, which servers say as `{}` or as "User not found!". */
  async get(signal?: AbortSignal): Promise<string | undefined> {
    try {
      const answer = await this.send('GET', '/webhook', { signal });
      return isObject(answer) ? text(answer.webhook) : undefined;
    } catch (error) {
      if (error instanceof OpenSignError && error.kind === 'notFound') {
        return undefined;
      }
      throw error;
    }
  }

  /** Sets the URL. That it is set to this one already is no error. */
  async set(url: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.send('POST', '/webhook', { signal, body: { url } });
    } catch (error) {
      if (!(error instanceof OpenSignError && error.kind === 'conflict')) {
        throw error;
      }
    }
  }

  async delete(signal?: AbortSignal): Promise<void> {
    await this.send('DELETE', '/webhook', { signal });
  }
}
