/** Longest address that mail servers take. Source: RFC 5321. */
const maxLength = 254;
const maxLocalLength = 64;
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** What makes a text unfit as an e-mail address. */
export type EmailProblem = 'empty' | 'malformed';

/**
 * Judges an address more strictly than mail does: OpenSign drops a signer with an address that it does not like
 * without a word, so quoted names, address literals and letters outside ASCII are refused here. White space around
 * the address is not looked at; whoever sends it takes {@link normaliseEmail}.
 */
export function emailProblem(text: string): EmailProblem | undefined {
  const email = normaliseEmail(text);
  if (email === '') {
    return 'empty';
  }
  const at = email.indexOf('@');
  const local = email.slice(0, at);
  const labels = email.slice(at + 1).split('.');
  const last = labels.at(-1) ?? '';
  const good =
    at > 0 &&
    email.length <= maxLength &&
    local.length <= maxLocalLength &&
    localPart.test(local) &&
    labels.length > 1 &&
    labels.every((label) => domainLabel.test(label)) &&
    // A top-level domain has a letter in it; "1.2.3.4" is none.
    last.length > 1 &&
    /[A-Za-z]/.test(last);
  return good ? undefined : 'malformed';
}

/** The address without white space around it. Upper and lower case stay: OpenSign tells them apart. */
export function normaliseEmail(text: string): string {
  return text.trim();
}

/**
 * The address as the server knows it: as it is spelled in `known`, else in lower case. Servers find a signer by the
 * exact spelling, but allow no second one that differs in case only, so another spelling takes the credit and reaches
 * nobody. Source: api.md 12. Every request with an address in it uses this.
 */
export function knownSpelling(email: string, known: readonly string[]): string {
  const address = normaliseEmail(email);
  const same = known.filter((other) => sameEmail(other, address)).map(normaliseEmail);
  return same.includes(address) ? address : (same[0] ?? address.toLowerCase());
}

/** True for two addresses that reach the same person, whatever their case. */
export function sameEmail(a: string, b: string): boolean {
  return normaliseEmail(a).toLowerCase() === normaliseEmail(b).toLowerCase();
}
