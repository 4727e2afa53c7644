import type { Fault } from '../emulator';

const html = '<html><body>Bad gateway</body></html>';

/** Faults by name. `foreign` is the origin of another server. */
export const faults: Readonly<Record<string, (foreign: string) => Omit<Fault, 'path'>>> = {
  held: () => ({}),
  'held before': () => ({ status: 502, body: html }),
  '400': () => ({ status: 400, body: { error: 'Something went wrong, please try again later!' } }),
  '401': () => ({ status: 401, body: { error: 'already exists' } }),
  '404': () => ({ status: 404, body: html }),
  '405': () => ({ status: 405, body: { error: 'Invalid API token!' } }),
  '421': () => ({ method: 'POST', status: 421, body: html }),
  '421 for PUT': () => ({ method: 'PUT', status: 421, body: html }),
  '429': () => ({ status: 429, body: { error: 'Too many requests' }, headers: { 'retry-after': '1' } }),
  '500 after': () => ({ status: 500, body: html, when: 'after' }),
  '503': () => ({ status: 503, body: html }),
  garbage: () => ({ status: 200, body: html }),
  'cut before': () => ({ cut: 'before' }),
  'cut after': () => ({ cut: 'before', when: 'after' }),
  'cut short': () => ({ cut: 10 }),
  redirect: (foreign) => ({ redirect: `${foreign}/api/v1.2/getuser` }),
  'redirect 307': (foreign) => ({ status: 307, redirect: `${foreign}/api/v1.2/drafttemplate` }),
};

/** Whether the response waits until it's released. */
export const isHeld = (kind: string): boolean => kind.startsWith('held');
