/** A base URL that requests can be made to, or the reason why not. */
export type BaseUrl =
  | {
      readonly ok: true;
      /** `https://host/api/v1.2`, without a slash at the end. */
      readonly url: string;
      /** What tokens are bound to. */
      readonly origin: string;
      readonly host: string;
    }
  | { readonly ok: false; readonly reason: BaseUrlProblem; readonly text: string };

export type BaseUrlProblem =
  | 'empty'
  /** It cannot be read as a URL. */
  | 'malformed'
  | 'notHttps'
  /** User name or password in the URL. */
  | 'credentials';

const apiPath = '/api/v1.2';

/**
 * Reads what a user typed. Adds what people leave out (`https://`, `/api/v1.2`) and takes away what they add
 * (slashes, query, fragment). A version that is given is kept: old servers have only v1. Plain http is accepted on
 * this machine's loopback only, for the token would be readable on the way.
 */
export function parseBaseUrl(input: string): BaseUrl {
  const text = input.trim();
  const problem = (reason: BaseUrlProblem): BaseUrl => ({ ok: false, reason, text });
  if (text === '') {
    return problem('empty');
  }
  // "host:8080" would be read as a scheme.
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
  const full = /\/v\d+(\.\d+)?$/.test(path)
    ? path
    : path.endsWith('/api')
      ? path.replace(/\/api$/, apiPath)
      : path + apiPath;
  return { ok: true, url: url.origin + full, origin: url.origin, host: url.host };
}

/** True for a host name that never leaves this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** True for a host that OpenSign runs itself, whose limits are therefore known. */
export function isOpenSignHost(host: string): boolean {
  return /^([a-z0-9-]+\.)*opensignlabs\.com(:\d+)?$/i.test(host);
}
