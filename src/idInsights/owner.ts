import { isObject, number, text } from '../api/values';
import type { EnvironmentStatus } from '../environment/environments';

/** Whose ids an environment's are. */
export interface Owner {
  readonly origin: string;
  /** When the token was set, in milliseconds since 1970. */
  readonly savedAt: number;
  /** The account's address, once it is known. */
  readonly email?: string;
}

/** Undefined when no token can be used there, or it is not known yet. */
export function ownerOf({ baseUrl, token, tokenSavedAt }: EnvironmentStatus): Owner | undefined {
  if (!baseUrl.ok || tokenSavedAt === undefined) {
    return undefined;
  }
  switch (token.state) {
    case 'valid': {
      const { email } = token.account;
      return { origin: baseUrl.origin, savedAt: tokenSavedAt, ...(email === undefined ? {} : { email }) };
    }
    case 'unverified':
      return { origin: baseUrl.origin, savedAt: tokenSavedAt };
    default:
      // A rejected token says nothing any more of what is its account's.
      return undefined;
  }
}

/** The same token at the same origin, or another token of the same account. */
export function isSameOwner(one: Owner | undefined, other: Owner | undefined): boolean {
  if (one === undefined || other === undefined) {
    return one === other;
  }
  return (
    one.origin === other.origin &&
    (one.savedAt === other.savedAt || (one.email !== undefined && one.email === other.email))
  );
}

export function parseOwner(value: unknown): Owner | undefined {
  const owner = isObject(value) ? value : {};
  const origin = text(owner.origin);
  const savedAt = number(owner.savedAt);
  const email = text(owner.email);
  return origin === undefined || savedAt === undefined
    ? undefined
    : { origin, savedAt, ...(email === undefined ? {} : { email }) };
}
