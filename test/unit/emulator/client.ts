import type { Emulator } from '../../emulator';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, or undefined if it isn't JSON. */
  readonly json: unknown;
}

export interface Ask {
  token?: string | null;
  /** Sent as JSON. A string is sent unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export const TOKEN = 'test.EXAMPLE0000000000000001';

/** Sends a request to the emulator. `path` is relative to the base URL, or a full URL. */
export async function ask(
  emulator: Emulator,
  method: string,
  path: string,
  options: Ask = {},
): Promise<Answer> {
  const { token = TOKEN, body, headers = {}, signal } = options;
  const response = await fetch(path.startsWith('http') ? path : emulator.baseUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { 'x-api-token': token }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value at a path in JSON, as a string: `at(json, 'result', 0, 'objectId')`. */
export function at(value: unknown, ...path: (string | number)[]): string {
  let current = value;
  for (const key of path) current = (current as Record<string | number, unknown>)[key];
  return String(current);
}
