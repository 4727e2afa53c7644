import assert from 'node:assert/strict';
import { ask, TOKEN, type Ask } from './client';
import type { World } from './world';

/** One row of a conformance table: a request and the expected response. */
export interface Exchange {
  readonly name: string;
  readonly method: string;
  /** Relative to the base URL. `{service}` is replaced by the ID of that object. */
  readonly path: string;
  readonly ask?: Ask;
  /** Requests to send first. */
  readonly before?: readonly (readonly [method: string, path: string, body?: unknown, token?: string])[];
  readonly status: number;
  /** Default: JSON. */
  readonly type?: 'html';
  /**
   * JSON: the whole body. `<id>`, `<date>`, `<file>` (a link), `<url>` and `<login:x>` (a signing link for `x`) match
   * values that differ each time. HTML: a text that it contains.
   */
  readonly body: unknown;
}

const PATTERNS: Readonly<Record<string, RegExp>> = {
  '<id>': /^[A-Za-z0-9]{10}$/,
  '<date>': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  '<url>': /^https?:\/\/./,
};

/** Sends the request and compares the response. */
export async function replay(world: World, exchange: Exchange): Promise<void> {
  const { emulator, ids } = world;
  const fill = <T>(value: T): T => JSON.parse(fillIds(JSON.stringify(value), ids)) as T;
  for (const [method, path, body, token = TOKEN] of exchange.before ?? []) {
    const options = body === undefined ? { token } : { token, body: fill(body) };
    assert.equal((await ask(emulator, method, fillIds(path, ids), options)).status, 200, `before: ${path}`);
  }
  const options = { ...exchange.ask };
  if (typeof options.body === 'object') options.body = fill(options.body);
  const answer = await ask(emulator, exchange.method, fillIds(exchange.path, ids), options);
  assert.equal(answer.status, exchange.status, answer.text);
  if (exchange.type === 'html') {
    assert.equal(answer.type, 'text/html; charset=utf-8');
    assert.match(answer.text, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.ok(answer.text.includes(String(exchange.body)), answer.text);
    return;
  }
  assert.equal(answer.type, 'application/json; charset=utf-8');
  compare(answer.json, fill(exchange.body), emulator.filesOrigin, emulator.origin, '');
}

function fillIds(text: string, ids: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole);
}

function compare(actual: unknown, expected: unknown, files: string, app: string, where: string): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${where} is not a list`);
    assert.equal(actual.length, expected.length, `length of ${where}`);
    expected.forEach((item, index) => compare(actual[index], item, files, app, `${where}[${index}]`));
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, `${where} is not an object`);
    assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort(), `keys of ${where}`);
    for (const [key, value] of Object.entries(expected)) {
      compare((actual as Record<string, unknown>)[key], value, files, app, `${where}.${key}`);
    }
  } else if (typeof expected === 'string' && expected.startsWith('<')) {
    compareText(actual, expected, files, app, where);
  } else {
    assert.deepEqual(actual, expected, where);
  }
}

function compareText(actual: unknown, pattern: string, files: string, app: string, where: string): void {
  assert.ok(typeof actual === 'string', `${where} is ${typeof actual}`);
  const login = /^<login:(.*)>$/.exec(pattern)?.[1];
  if (login !== undefined) {
    assert.ok(actual.startsWith(`${app}/login/`), `${where}: ${actual}`);
    const parts = Buffer.from(actual.slice(`${app}/login/`.length), 'base64')
      .toString()
      .split('/');
    assert.match(parts[0] ?? '', /^[A-Za-z0-9]{10}$/, where);
    assert.match(parts[2] ?? '', /^[A-Za-z0-9]{10}$/, where);
    assert.equal([parts[1], ...parts.slice(3)].join('/'), login, where);
  } else if (pattern === '<file>') {
    assert.ok(actual.startsWith(`${files}/files/`), `${where}: ${actual}`);
  } else {
    const expression = PATTERNS[pattern];
    assert.ok(expression, `unknown pattern ${pattern}`);
    assert.match(actual, expression, where);
  }
}
