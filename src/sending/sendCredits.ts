import type { OpenSignClient } from '../api/client';
import { isCanceled, OpenSignError } from '../api/errors';

/** Credits that are left, or undefined when nobody can tell. Rejects with kind `canceled` only. */
export async function creditsLeft(
  client: Pick<OpenSignClient, 'credits'>,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const credits = await client.credits.get(signal);
    if (credits === undefined) {
      return undefined;
    }
    const { total, plan, addOn } = credits;
    return total ?? (plan === undefined && addOn === undefined ? undefined : (plan ?? 0) + (addOn ?? 0));
  } catch (error) {
    if (error instanceof OpenSignError && !isCanceled(error)) {
      return undefined;
    }
    throw error;
  }
}
