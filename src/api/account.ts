import { isObject, isObjectId, text } from './values';

/** Who a token belongs to. Both parts may be missing: an account without a profile has a good token all the same. */
export interface Account {
  readonly name?: string;
  readonly email?: string;
}

export function parseAccount(value: unknown): Account | undefined {
  if (!isObject(value) || (!isObjectId(value.objectId) && text(value.email) === undefined)) {
    return undefined;
  }
  const name = text(value.name);
  const email = text(value.email);
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
}
