import type { Emulator } from '../../emulator';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, or `undefined` when it is no JSON. */
  readonly json: unknown;
}

export interface Ask {
  token?: string | null;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export const TOKEN = 'test.EXAMPLE0000000000000001';

/** Asks the emulator's API; the path is relative to the base URL unless it is a whole address. */
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

/** A member of a JSON value by its path, as a string: `at(answer.json, 'result', 0, 'objectId')`. */
export function at(value: unknown, ...path: (string | number)[]): string {
  let current = value;
  for (const key of path) current = (current as Record<string | number, unknown>)[key];
  return String(current);
}
