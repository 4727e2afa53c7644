/** Longest address that mail servers accept. Source: RFC 5321. */
const maxLength = 254;
const maxLocalLength = 64;
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Stricter than mail servers: OpenSign silently drops a signer with an address that it doesn't accept, so quoted
 * names, address literals and letters outside ASCII are rejected here. Ignores white space around the address.
 */
export function emailProblem(text: string): 'empty' | 'malformed' | undefined {
  const email = normalizeEmail(text);
  if (email === '') {
    return 'empty';
  }
  const at = email.indexOf('@');
  const local = email.slice(0, at);
  const labels = email.slice(at + 1).split('.');
  const last = labels.at(-1) ?? '';
  const isValid =
    at > 0 &&
    email.length <= maxLength &&
    local.length <= maxLocalLength &&
    localPart.test(local) &&
    labels.length > 1 &&
    labels.every((label) => domainLabel.test(label)) &&
    // A top-level domain contains a letter, unlike "1.2.3.4".
    last.length > 1 &&
    /[A-Za-z]/.test(last);
  return isValid ? undefined : 'malformed';
}

/** The address without white space around it. Case stays: OpenSign distinguishes it. */
export function normalizeEmail(text: string): string {
  return text.trim();
}

/**
 * The address as the server knows it: as it is spelled in `known`, else in lower case. Servers find a signer by exact
 * spelling, but allow no second one that differs in case only, so another spelling uses the credit and emails nobody.
 * Source: api.md 12. Every request that contains an address uses this.
 */
export function knownSpelling(email: string, known: readonly string[]): string {
  const address = normalizeEmail(email);
  const same = known.filter((other) => sameEmail(other, address)).map(normalizeEmail);
  return same.includes(address) ? address : (same[0] ?? address.toLowerCase());
}

/** True for two addresses that differ in case only, which reach the same person. */
export function sameEmail(a: string, b: string): boolean {
  return normalizeEmail(a).toLowerCase() === normalizeEmail(b).toLowerCase();
}
