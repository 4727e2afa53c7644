import { Endpoint } from './endpoint';
import { hasKind } from './errors';
import { defined, isObject, isObjectId, moment, number, text, type Moment } from './values';

/** Who a token belongs to. Both parts may be missing: an account without a profile has a valid token too. */
export interface Account {
  readonly name?: string;
  readonly email?: string;
}

export function parseAccount(value: unknown): Account | undefined {
  if (!isObject(value) || (!isObjectId(value.objectId) && text(value.email) === undefined)) {
    return undefined;
  }
  return defined({ name: text(value.name), email: text(value.email) });
}

/** Creating a document in Live uses one. Plan credits renew each cycle and are used first; add-ons never expire. */
export interface Credits {
  readonly plan?: number;
  readonly addOn?: number;
  readonly total?: number;
  readonly renewal?: Moment;
}

/** How many documents can be created: the reported total, else the sum of the parts. Undefined when there is neither. */
export function totalCredits({ plan, addOn, total }: Credits): number | undefined {
  return total ?? (plan === undefined && addOn === undefined ? undefined : (plan ?? 0) + (addOn ?? 0));
}

export class AccountCredits extends Endpoint {
  /** Undefined when the account has no subscription or the server is too old to report credits. */
  async get(signal?: AbortSignal): Promise<Credits | undefined> {
    try {
      const response = await this.send('GET', '/getcredits', { signal, lateRoute: true });
      const credits = isObject(response)
        ? defined({
            plan: number(response.plan_credits),
            addOn: number(response.addon_credits),
            total: number(response.total_credits),
            renewal: moment(response.renewal_date),
          })
        : {};
      if (totalCredits(credits) === undefined) {
        throw this.notOpenSign();
      }
      return credits;
    } catch (error) {
      if (hasKind(error, 'subscription', 'unsupported')) {
        return undefined;
      }
      throw error;
    }
  }
}

/** The URL that OpenSign sends webhook events to: one per account and environment. */
export class Webhook extends Endpoint {
  /** Undefined when none is set: the server returns `{}` or "User not found!". */
  async get(signal?: AbortSignal): Promise<string | undefined> {
    const response = await this.getOfAccount('/webhook', signal);
    if (response === undefined) {
      return undefined;
    }
    const isNone = isObject(response) && Object.keys(response).length === 0;
    const url = isObject(response) && 'webhook' in response ? (response.webhook ?? '') : undefined;
    if (typeof url !== 'string' && !isNone) {
      throw this.notOpenSign();
    }
    return text(url);
  }

  /** Sets the URL. Resolves too when it's set to this one already. */
  async set(url: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.change('POST', '/webhook', { signal, body: { url } });
    } catch (error) {
      if (!hasKind(error, 'conflict')) {
        throw error;
      }
    }
  }

  async delete(signal?: AbortSignal): Promise<void> {
    await this.change('DELETE', '/webhook', { signal });
  }
}
