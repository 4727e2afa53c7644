/** Longest piece of a server's own words that is ever shown. Source: api.md 3.2. */
const maxMessageLength = 300;

const tokenShape = /\b(?:opensign|test)\.[0-9A-Za-z]{16,}/g;
const linkWithQuery = /\b(https?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi;
// Guest signing and draft links carry their secret in the path.
const bearerPath =
  /\b(https?:\/\/[^\s"'<>/]+\/(?:login|drafttemplate|draftdocument|placeholdersign)\/)[^\s"'<>]+/gi;

/** `text` without tokens, query strings of links and bearer links. `secrets` are removed wherever they stand. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length > 0) {
      clean = clean.split(secret).join('…');
    }
  }
  return clean.replace(tokenShape, '…').replace(linkWithQuery, '$1?…').replace(bearerPath, '$1…');
}

/** A server's message fit to be shown: one line, no markup, no secret, at most 300 characters. */
export function cleanMessage(text: string, secrets: readonly string[] = []): string {
  const line = redact(text, secrets).replace(/\s+/g, ' ').trim();
  return line.length > maxMessageLength ? `${line.slice(0, maxMessageLength - 1)}…` : line;
}

/** A copy of a JSON value in which every string went through {@link redact}: for documents that the user reads. */
export function redactJson(value: unknown, secrets: readonly string[] = []): unknown {
  if (typeof value === 'string') {
    return redact(value, secrets);
  }
  if (Array.isArray(value)) {
    return value.map((item) => redactJson(item, secrets));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item, secrets)]));
  }
  return value;
}
