import { Endpoint } from './endpoint';
import { OpenSignError } from './errors';
import { defined, isObject, moment, number, type Moment } from './values';

/** What creating documents is paid with. Plan credits come anew each cycle and are used first; add-ons never expire. */
export interface Credits {
  readonly plan?: number;
  readonly addOn?: number;
  readonly total?: number;
  readonly renewal?: Moment;
}

/** How many documents can be made: the total that was told, else the sum of what was. Undefined when nothing was. */
export function totalCredits({ plan, addOn, total }: Credits): number | undefined {
  return total ?? (plan === undefined && addOn === undefined ? undefined : (plan ?? 0) + (addOn ?? 0));
}

export class AccountCredits extends Endpoint {
  /**
   * Undefined when the account has no subscription or the server is too old to tell: credits are then not shown,
   * which is no error.
   */
  async get(signal?: AbortSignal): Promise<Credits | undefined> {
    try {
      const answer = await this.send('GET', '/getcredits', { signal, lateRoute: true });
      if (!isObject(answer)) {
        throw this.notOpenSign();
      }
      const credits = defined({
        plan: number(answer.plan_credits),
        addOn: number(answer.addon_credits),
        total: number(answer.total_credits),
        renewal: moment(answer.renewal_date),
      });
      if (totalCredits(credits) === undefined) {
        throw this.notOpenSign();
      }
      return credits;
    } catch (error) {
      if (error instanceof OpenSignError && (error.kind === 'subscription' || error.kind === 'unsupported')) {
        return undefined;
      }
      throw error;
    }
  }
}
