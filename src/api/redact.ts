/** Longest piece of a server's own words that is ever shown. Source: api.md 3.2. */
const maxMessageLength = 300;
/** Characters of a text that are looked at for a message or the log, whatever its length. */
const maxExaminedLength = 4096;
/** A secret that the cut leaves incomplete is not recognized; nothing that matters is longer than an address. */
const maxPartialLength = 320;
/** Levels of a JSON value that are shown; deeper ones overflow the stack of whoever writes them out. */
const maxDepth = 100;

// Each pattern takes a whole word at a time and never gives a character back, so that its work grows with the text
// and not with its square. What is inside a word is decided by plain searches.
const tokenShape = /\b(?:opensign|test)\.[0-9A-Za-z]{16,}/g;
const link = /https?:\/\/[^\s"'<>]+/gi;
const word = /[^\s<>"'(),;:/\\]+/g;
// Guest signing and draft links carry their secret in the path.
const bearerPath = /\/(?:login|drafttemplate|draftdocument|placeholdersign)\/(?=.)/i;

/** `text` without tokens, query strings of links and bearer links. `secrets` are removed wherever they stand. */
export function redact(text: string, secrets: readonly string[] = []): string {
  return withoutTokens(text, secrets).replace(link, withoutSecretPart);
}

function withoutTokens(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length > 0) {
      clean = clean.split(secret).join('…');
    }
  }
  return clean.replace(tokenShape, '…');
}

function withoutSecretPart(url: string): string {
  const end = url.search(/[?#]/);
  const base = end === -1 ? url : url.slice(0, end);
  const bearer = bearerPath.exec(base);
  if (bearer !== null) {
    return `${base.slice(0, bearer.index + bearer[0].length)}…`;
  }
  return end === -1 ? url : `${base}?…`;
}

/** `text` with every email address replaced. */
function withoutAddresses(text: string): string {
  return text.replace(word, (found) => (/.(?:@|%40)./i.test(found) ? '…@…' : found));
}

/** The beginning of `text` without tokens, links and email addresses: for messages and the log. */
export function withoutSecrets(text: string, secrets: readonly string[] = []): string {
  const isCut = text.length > maxExaminedLength;
  const start = isCut ? text.slice(0, maxExaminedLength) : text;
  const clean = withoutAddresses(
    withoutTokens(start, secrets).replace(link, (url) => `${/^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? ''}/…`),
  );
  const partial = Math.max(maxPartialLength, ...secrets.map(({ length }) => length));
  return isCut ? `${cutText(clean, Math.max(0, clean.length - partial))}…` : clean;
}

/** A server's message fit to be shown: one line, no markup, no secret, at most 300 characters. */
export function cleanMessage(text: string, secrets: readonly string[] = []): string {
  const line = withoutSecrets(text, secrets)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Surrogate}/gu, '\uFFFD');
  return line.length > maxMessageLength ? `${cutText(line, maxMessageLength - 1)}…` : line;
}

/** At most `max` characters of `text`. No half of a surrogate pair is left at the end, for some functions throw at one. */
export function cutText(text: string, max: number): string {
  const last = text.charCodeAt(max - 1);
  return text.slice(0, text.length > max && last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** A copy of a JSON value in which every string went through {@link redact}: for documents that the user reads. */
export function redactJson(value: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof value === 'string') {
    return redact(value, secrets);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth === maxDepth) {
    return '…';
  }
  return Array.isArray(value)
    ? value.map((item) => redactJson(item, secrets, depth + 1))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, redactJson(item, secrets, depth + 1)]),
      );
}
