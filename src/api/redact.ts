import { mapStrings } from './values';

/** Longest message of a server that is shown. Source: api.md 3.2. */
const maxMessageLength = 300;
/** Only these first characters of a text are examined for a message or the log. */
const maxExaminedLength = 4096;
/** Truncation may leave a secret incomplete and unrecognized; none is longer than an email address. */
const maxPartialLength = 320;

// Each pattern matches a whole word and never backtracks, so that matching takes linear time. Plain searches decide
// what is inside a word.
const tokenShape = /\b(?:opensign|test)\.[0-9A-Za-z]{16,}/g;
const link = /https?:\/\/[^\s"'<>]+/gi;
const word = /[^\s<>"'(),;:/\\]+/g;
// Guest signing and draft links contain their secret in the path.
const bearerPath = /\/(?:login|drafttemplate|draftdocument|placeholdersign)\/(?=.)/i;

/** `text` without tokens, query strings of links, bearer links and `secrets`. */
export function redact(text: string, secrets: readonly string[] = []): string {
  return withoutTokens(text, secrets).replace(link, withoutSecretPart);
}

function withoutTokens(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
    .replace(tokenShape, '…');
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

/** A server's message, safe to show: one line, no secret, at most 300 characters. */
export function cleanMessage(text: string, secrets: readonly string[] = []): string {
  const line = withoutSecrets(text, secrets)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Surrogate}/gu, '\uFFFD');
  return truncate(line, maxMessageLength);
}

/** At most `max` characters of `text`, never ending in half a surrogate pair, which makes some functions throw. */
export function cutText(text: string, max: number): string {
  const last = text.charCodeAt(max - 1);
  return text.slice(0, text.length > max && last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** `text` of at most `max` characters, with an ellipsis where it was truncated. */
export function truncate(text: string, max: number): string {
  return text.length > max ? `${cutText(text, max - 1)}…` : text;
}

/** A copy of a JSON value with {@link redact} applied to every string. */
export function redactJson(value: unknown, secrets: readonly string[] = []): unknown {
  return mapStrings(value, (text) => redact(text, secrets));
}
