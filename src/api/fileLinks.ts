import { mapStrings } from './values';

/**
 * Removes links from a server's response. A link to a file may work for anyone and forever: with local storage it
 * needs no token and doesn't expire. Source: api.md 2.
 */
const placeholder = '(link removed)';

/** Nested encodings that are decoded. Text that is still encoded after that counts as a link. */
const maxRounds = 6;

/** White space, quotes and tag marks end a link. */
const words = /[^\s"'`<>]+/g;
const fileKey = /^(?:file|certificate|(?!redirect).*(?:file|url|link))s?$/i;
const redirectKey = /^redirect_?url$/i;

/** Forms of a link inside one word. Each matches in linear time: nothing before its fixed part is unbounded. */
const linkForms: readonly RegExp[] = [
  // https://host/…, //host/…, https:/host, https:host, data:…
  /\/\/[^/\s]/,
  /(?<![a-z\d])(?:https?|ftps?|file|s3|gs|blob|wss?):[^\s]/i,
  /(?<![a-z\d])data:[\w/+.-]{0,100}[;,]/i,
  // host.example/…, localhost:8080/…, 10.0.0.1/…, [::1]/…
  /[\p{L}\p{N}-]\.\p{L}[\p{L}\p{N}-]{1,62}\.?(?::\d{1,5})?[/?#]/u,
  /(?:[\p{L}\p{N}]|\.\d{1,3}|\]):\d{2,5}[/?#]/u,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}[/?#]/,
  /:[\da-f]{0,4}\][/?#]/i,
  // /files/…, ../files/…, /path/name
  /(?:^|[/([{=,:;|])(?:files|login)\//i,
  /(?:^|[([{=,:;|])\.{0,2}\/[\w.~%-]+\/[\w.~%-]/,
];
const filesFolder = /(?:^|\/)files\//i;
const fileExtension = /\.(?:pdf|docx?|xlsx?|pptx?|odt|png|jpe?g|gif|svg|zip|p7m|txt|html?)(?![a-z\d])/i;

/** `text` with a placeholder for each link in any form; for all of it when a link is encoded. */
export function hideLinks(text: string): string {
  const plain = text.replace(words, (word) => (isLink(word) ? placeholder : word));
  const decoded = decode(plain);
  return decoded === undefined || (decoded !== plain && hasLink(decoded)) ? placeholder : plain;
}

/**
 * A copy of a JSON value without links: all values whose key marks them as a file or a link, and links in any other
 * text or key. A redirect URL stays unless it looks like a link to a file.
 */
export function hideFileLinks(value: unknown): unknown {
  return mapStrings(value, (text, key) => {
    if (redirectKey.test(key)) {
      return isRedirect(text) ? text : hideLinks(text);
    }
    return fileKey.test(key) && text !== '' ? placeholder : hideLinks(text);
  });
}

function isRedirect(value: string): boolean {
  const decoded = decode(value);
  return decoded !== undefined && !filesFolder.test(decoded) && !namesFile(decoded);
}

function hasLink(text: string): boolean {
  // Browsers drop line breaks and tabs inside a URL.
  return (
    (text.match(words) ?? []).some(isLink) || /(?:https?|ftp|file):[/\\]/i.test(text.replace(/[\t\r\n]/g, ''))
  );
}

function isLink(word: string): boolean {
  return namesFile(word) || linkForms.some((form) => form.test(word));
}

/** `path/name.pdf`. Searches only after the first slash: a pattern with both would restart at every slash. */
function namesFile(text: string): boolean {
  const slash = text.indexOf('/');
  return slash !== -1 && fileExtension.test(text.slice(slash));
}

/** The text without percent, JSON and HTML escapes, and normalized; undefined if it is encoded too often. */
function decode(text: string): string | undefined {
  let decoded = text;
  for (let round = 0; round < maxRounds; round++) {
    const next = decodeOnce(decoded);
    if (next === decoded) {
      return decoded;
    }
    decoded = next;
  }
  return undefined;
}

/**
 * One round, in linear time: a run of backslashes is read once, and a letter keeps only a few of its marks, because
 * normalizing sorts them one by one.
 */
function decodeOnce(text: string): string {
  const character = (code: string, base: number) => {
    const point = Number.parseInt(code, base);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  };
  return text
    .replace(/(\p{M}{30})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[。｡]/g, '.')
    .replace(/%(?:25)*([\da-f]{2})/gi, (_, code: string) => character(code, 16))
    .replace(/&#x([\da-f]{1,6});?/gi, (_, code: string) => character(code, 16))
    .replace(/&#(\d{1,7});?/g, (_, code: string) => character(code, 10))
    .replace(
      /&(?:amp|sol|colon|period);/g,
      (entity) => ({ '&amp;': '&', '&sol;': '/', '&colon;': ':' })[entity] ?? '.',
    )
    .replace(
      /\\+(?:[uU]([\da-fA-F]{4})|([nrt])|(["']))?/g,
      (_, code?: string, space?: string, quote?: string) =>
        code === undefined ? (space === undefined ? (quote ?? '/') : ' ') : character(code, 16),
    );
}
