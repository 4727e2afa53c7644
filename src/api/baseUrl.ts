/** A usable base URL, or the reason why it isn't usable. */
export type BaseUrl =
  | {
      readonly ok: true;
      /** `https://host/api/v1.2`, without a slash at the end. */
      readonly url: string;
      /** Tokens are bound to it. */
      readonly origin: string;
      readonly host: string;
    }
  | { readonly ok: false; readonly reason: BaseUrlProblem; readonly text: string };

export type BaseUrlProblem =
  | 'empty'
  | 'malformed'
  | 'notHttps'
  /** User name or password in the URL. */
  | 'credentials';

/** Of the API, the newest first. Old servers have only v1. */
const versions = ['v1.2', 'v1.1', 'v1'] as const;

/**
 * Parses what a user typed. Adds what people omit (`https://`, `/api/v1.2`) and removes what they add (slashes, query,
 * fragment), but keeps a version. Plain http is accepted on loopback only, because it would expose the token.
 */
export function parseBaseUrl(input: string): BaseUrl {
  return parse(input, versions[0]);
}

/** Where the API may be: one URL when `input` contains a version, else one for each. Empty when it isn't usable. */
export function listApiUrls(input: string): readonly string[] {
  const parsed = versions.map((version) => parse(input, version));
  return [...new Set(parsed.flatMap((baseUrl) => (baseUrl.ok ? [baseUrl.url] : [])))];
}

function parse(input: string, version: string): BaseUrl {
  const text = input.trim();
  const problem = (reason: BaseUrlProblem): BaseUrl => ({ ok: false, reason, text });
  if (text === '') {
    return problem('empty');
  }
  // Without a scheme, "host:8080" would be parsed as one.
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(absolute)) {
    return problem('malformed');
  }
  const url = new URL(absolute);
  if (url.username !== '' || url.password !== '') {
    return { ok: false, reason: 'credentials', text: '' };
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return problem(url.protocol === 'http:' ? 'notHttps' : 'malformed');
  }
  if (url.hostname === '' || /\s/.test(text)) {
    return problem('malformed');
  }
  const path = url.pathname.replace(/\/+/g, '/').replace(/\/$/, '');
  const full = /\/v\d+(\.\d+)?$/.test(path) ? path : `${path.replace(/\/api$/, '')}/api/${version}`;
  return { ok: true, url: url.origin + full, origin: url.origin, host: url.host };
}

export function getHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** True for OpenSign's own hosts, whose limits are known. */
export function isOpenSignHost(host: string): boolean {
  return /^([a-z0-9-]+\.)*opensignlabs\.com(:\d+)?$/i.test(host);
}
