import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import type { Expected } from './methods';
import type { Behavior } from './rawServer';

/** Secrets that a server's response may contain. The client's errors and logs must not contain them. */
export const secrets = [
  'opensign.ZYXWVUTSRQPONMLKJIHGFE',
  'test.0123456789abcdefghijk',
  'ada.lovelace',
  '9f8e7d_contract',
  'WmsyOGZRcDBXZC9saUBleGFtcGxl',
  's3cr3t',
];
const hostile =
  'Failed for test.0123456789abcdefghijk and opensign.ZYXWVUTSRQPONMLKJIHGFE of <ada.lovelace@example.com>, see ' +
  'http://127.0.0.1/files/9f8e7d_contract.pdf or https://app.example.net/login/WmsyOGZRcDBXZC9saUBleGFtcGxl?x=s3cr3t';

/** The expected error by type of method. */
interface Expectation {
  readonly read: Expected;
  readonly create: Expected;
  /** Default: `create`. */
  readonly change?: Expected;
  /** Default: `read`. */
  readonly download?: Expected;
  /** For methods whose route old servers lack. */
  readonly late?: Expected;
}

export interface Fault extends Expectation {
  /** The server's behavior. `good` is the correct response. */
  readonly behavior: (good: string) => Behavior;
  /** The response never ends, so the timeout is short. */
  readonly hangs?: boolean;
  /** `fetch` repeats the request if it has no body. */
  readonly isRepeated?: boolean;
  /** The port is closed. */
  readonly isGone?: boolean;
}

type Headers = Readonly<Record<string, string>>;

function makeResponse(status: number | string, headers: Headers, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const all = { 'content-length': String(bytes.length), connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${String(status)} X\r\n${lines.join('')}\r\n`), bytes]);
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html' };
const page = `<!doctype html><title>${hostile}</title><script>`;
const error = (text: unknown) => JSON.stringify({ error: text });
const fail = error(hostile);

const replies = (bytes: Buffer | string) => (): Behavior => ({ answer: (socket) => void socket.end(bytes) });
const answers = (status: number | string, headers: Headers, content: string | Buffer) =>
  replies(makeResponse(status, headers, content));
const sends = (make: (good: string) => Buffer) => (good: string) => replies(make(good))();
const resets = (socket: Socket) => void socket.resetAndDestroy();
const closes = (socket: Socket) => void socket.end();
const writesThen = (text: string, then: (socket: Socket) => void) => (): Behavior => ({
  answer: (socket) => socket.write(text, () => then(socket)),
});
const waits = () => undefined;

/** Writes `chunk` until the connection closes. */
function endless(head: string, chunk: string): () => Behavior {
  return () => ({
    answer: (socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', more);
      socket.write(head);
      more();
    },
  });
}

const all = (kind: Expected): Expectation => ({ read: kind, create: kind });
/** The request arrived, but its response is unusable. */
const broken: Expectation = { read: 'offline', create: 'outcomeUnknown' };
/** The connection broke, and the request may have arrived. */
const lost: Expectation = { read: 'offline', create: 'perhaps' };
const late: Expectation = { read: 'timeout', create: 'outcomeUnknown' };
const huge: Expectation = { read: 'tooLarge', create: 'outcomeUnknown' };
/** A success status with a response that isn't OpenSign's. */
const garbage: Expectation = { read: 'notOpenSign', create: 'outcomeUnknown', download: 'badFile' };
/** A JSON object without the expected keys, which is a success for a change. */
const empty: Expectation = { ...garbage, change: 'done' };
const unavailable: Expectation = { read: 'server', create: 'outcomeUnknown' };
const status = (kind: Expected, download: Expected = 'server'): Expectation => ({ ...all(kind), download });

const okHead = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const redirect = (code: number): Fault => ({
  // Downloads follow redirects, because they have no token.
  ...status('redirected', 'offline'),
  behavior: answers(code, { location: '/files/again?token=test.0123456789abcdefghijk' }, page),
});
const retryAfter = (value: string): Fault => ({
  ...status('throttled'),
  behavior: answers(429, { ...json, 'retry-after': value }, error('Too many requests')),
});
const refused = (code: number, kind: Expected, body: 'JSON' | 'HTML', download?: Expected): Fault => ({
  ...status(kind, download),
  behavior: answers(code, body === 'JSON' ? json : html, body === 'JSON' ? fail : page),
});

const table = {
  // Connections
  'a refused connection': { ...all('offline'), behavior: () => ({}), isGone: true },
  'a reset on connecting': { ...lost, behavior: () => ({ connected: resets }) },
  'a close on connecting': { ...lost, behavior: () => ({ connected: closes }) },
  'a reset after the head of the request': { ...lost, behavior: () => ({ headed: resets }) },
  'a reset after the request': { ...broken, behavior: () => ({ answer: resets }) },
  'a close after the request': { ...broken, behavior: () => ({ answer: closes }) },
  'a cut in the status line': { ...broken, behavior: replies('HTTP/1.1 20') },
  'a cut in the headers': { ...broken, behavior: replies(`${okHead}content-le`) },
  'a cut after the headers': { ...broken, behavior: replies(`${okHead}content-length: 100\r\n\r\n`) },
  'a cut in the body': { ...broken, behavior: replies(`${okHead}content-length: 100\r\n\r\n{"objectId":`) },
  'a cut in a chunked body': {
    ...broken,
    behavior: replies(`${okHead}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`),
  },
  'a cut in the size of a chunk': {
    ...broken,
    behavior: replies(`${okHead}transfer-encoding: chunked\r\n\r\nzz\r\n`),
  },
  'a reset in the body': {
    ...broken,
    behavior: writesThen(`${okHead}content-length: 100\r\n\r\n{"objectId":`, resets),
  },
  'another protocol': { ...broken, behavior: replies('SSH-2.0-OpenSSH_9.6\r\n') },
  'a TLS alert': { ...broken, behavior: replies(Buffer.from([21, 3, 1, 0, 2, 2, 70])) },
  'contradicting lengths': {
    ...broken,
    behavior: replies(`${okHead}content-length: 2\r\ncontent-length: 3\r\n\r\n{}x`),
  },
  // undici treats it as an error, because no upgrade was requested.
  'a 100 Continue': { ...broken, behavior: writesThen('HTTP/1.1 100 Continue\r\n\r\n', waits) },
  // Time
  silence: { ...late, behavior: () => ({ answer: waits }), hangs: true },
  'silence after the status line': {
    ...late,
    behavior: writesThen('HTTP/1.1 200 OK\r\n', waits),
    hangs: true,
  },
  'silence after the headers': {
    ...late,
    behavior: writesThen(`${okHead}content-length: 9\r\n\r\n`, waits),
    hangs: true,
  },
  'silence in the body': {
    ...late,
    behavior: writesThen(`${okHead}content-length: 9\r\n\r\n{"a":`, waits),
    hangs: true,
  },
  'a body of one byte every 50 ms': {
    ...late,
    behavior: () => ({
      answer: (socket: Socket) => {
        socket.write(`${okHead}\r\n`);
        const timer = setInterval(() => socket.write(' '), 50);
        socket.on('close', () => clearInterval(timer));
      },
    }),
    hangs: true,
  },
  // Size
  'headers without end': { ...broken, behavior: endless(okHead, `x-more: ${'y'.repeat(1000)}\r\n`) },
  'a body without end': { ...huge, behavior: endless(`${okHead}\r\n`, ' '.repeat(65_536)) },
  'a chunked body without end': {
    ...huge,
    behavior: endless(`${okHead}transfer-encoding: chunked\r\n\r\n`, `4000\r\n${' '.repeat(16_384)}\r\n`),
  },
  'a huge length that is announced': {
    ...huge,
    behavior: writesThen(`${okHead}content-length: 999999999999\r\n\r\n{`, waits),
  },
  'a gzip bomb': {
    ...huge,
    behavior: answers(200, { ...json, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(8_000_000, 32))),
  },
  'a gzip bomb with status 400': {
    ...status('invalidRequest'),
    behavior: answers(400, { ...json, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(8_000_000, 32))),
  },
  'gzip that isn’t gzip': {
    ...broken,
    behavior: answers(200, { ...json, 'content-encoding': 'gzip' }, 'this is not gzip'),
  },
  // Invalid or unusual success responses
  '200 with a BOM': {
    ...all('done'),
    download: 'badFile',
    behavior: sends((good) => makeResponse(200, json, `\uFEFF${good}`)),
  },
  '200 with gzip': {
    ...all('done'),
    download: 'badFile',
    behavior: sends((good) => makeResponse(200, { ...json, 'content-encoding': 'gzip' }, gzipSync(good))),
  },
  '200 in UTF-16': {
    ...garbage,
    behavior: sends((good) => makeResponse(200, json, Buffer.from(`\uFEFF${good}`, 'utf16le'))),
  },
  '200 HTML': { ...garbage, behavior: answers(200, html, page) },
  '200 HTML labeled JSON': { ...garbage, behavior: answers(200, json, page) },
  '200 JSON labeled text': {
    ...garbage,
    behavior: sends((good) => makeResponse(200, { 'content-type': 'text/plain' }, good)),
  },
  '200 without a body': { ...garbage, behavior: answers(200, json, '') },
  '200 with half of the JSON': {
    ...garbage,
    behavior: sends((good) => makeResponse(200, json, good.slice(0, -1))),
  },
  '200 with null': { ...garbage, behavior: answers(200, json, 'null') },
  '200 with an array': { ...garbage, behavior: answers(200, json, '[]') },
  '200 with a text': { ...garbage, behavior: answers(200, json, JSON.stringify(hostile)) },
  '200 with a number': { ...garbage, behavior: answers(200, json, '42') },
  '200 with an empty object': { ...empty, behavior: answers(200, json, '{}') },
  '200 with another object': { ...empty, behavior: answers(200, json, '{"hello":"world"}') },
  '200 with the prototype set': {
    ...empty,
    behavior: answers(200, json, '{"__proto__":{"objectId":"Tp5mVa20Rk","result":[],"webhook":"x"}}'),
  },
  '200 with wrong types': {
    ...empty,
    behavior: answers(
      200,
      json,
      '{"objectId":7,"email":[],"result":{},"signurl":"x","signer_ips":1,"form_data":{},"total_credits":{},"webhook":7}',
    ),
  },
  '200 with unusable list items': {
    ...empty,
    behavior: answers(
      200,
      json,
      '{"objectId":null,"result":[1,null,"x",[]],"signurl":[7],"signer_ips":[{}],"form_data":[1],"webhook":["x"]}',
    ),
  },
  '200 with an error': { ...garbage, behavior: answers(200, json, fail) },
  '200 nested deeply': { ...garbage, behavior: answers(200, json, deep) },
  '201 HTML': { ...garbage, behavior: answers(201, html, page) },
  '204': { ...garbage, behavior: replies('HTTP/1.1 204 X\r\nconnection: close\r\n\r\n') },
  // Redirects
  '301': redirect(301),
  '302': redirect(302),
  '303': redirect(303),
  '307': redirect(307),
  '308': redirect(308),
  '302 without a location': { ...status('redirected'), behavior: answers(302, html, page) },
  '304': { ...status('redirected'), behavior: replies('HTTP/1.1 304 X\r\nconnection: close\r\n\r\n') },
  // Errors
  '400 JSON': refused(400, 'invalidRequest', 'JSON'),
  '400 HTML': refused(400, 'invalidRequest', 'HTML'),
  '400 with an object as error': {
    ...status('invalidRequest'),
    behavior: answers(400, json, error({ code: 7, text: [hostile] })),
  },
  '400 with an error nested deeply': {
    ...status('invalidRequest'),
    behavior: answers(400, json, `{"error":${deep}}`),
  },
  '400 with pairs of surrogates at every cut': {
    ...status('invalidRequest'),
    behavior: answers(400, json, error(`a${'😀'.repeat(3000)}`)),
  },
  '400 with halves of surrogate pairs': {
    ...status('invalidRequest'),
    behavior: answers(400, json, '{"error":"\\ud83d \\ude00 \\ud83d"}'),
  },
  '400 with secrets at every cut': {
    ...status('invalidRequest'),
    behavior: answers(400, json, error(`${hostile} `.repeat(300))),
  },
  '400 of the token': {
    ...status('unauthorized'),
    behavior: answers(400, json, error('Please Provide API Token')),
  },
  '400 of the size': { ...status('tooLarge'), behavior: answers(400, json, error('File too large.')) },
  '400 of a missing plan': {
    ...status('subscription'),
    behavior: answers(400, json, error('Please purchase or renew your subscription.')),
  },
  '400 of an unknown field': {
    ...status('unsupported'),
    behavior: answers(400, json, error('Please provide valid field names!')),
  },
  '401 JSON': refused(401, 'conflict', 'JSON'),
  '401 HTML': refused(401, 'notOpenSign', 'HTML'),
  '402 JSON': refused(402, 'quota', 'JSON'),
  '403 JSON': refused(403, 'invalidRequest', 'JSON', 'notFound'),
  '403 HTML': refused(403, 'server', 'HTML', 'notFound'),
  '404 JSON': refused(404, 'notFound', 'JSON', 'notFound'),
  '404 HTML': { ...refused(404, 'notOpenSign', 'HTML', 'notFound'), late: 'unsupported' },
  'JSON 404 for an unknown API token': {
    ...status('notFound', 'notFound'),
    behavior: answers(404, json, error('User not found!')),
  },
  '405 JSON': refused(405, 'unauthorized', 'JSON'),
  '405 HTML': refused(405, 'unauthorized', 'HTML'),
  '407 JSON': refused(407, 'proxy', 'JSON', 'proxy'),
  '407 HTML': refused(407, 'proxy', 'HTML', 'proxy'),
  '408 HTML': {
    read: 'timeout',
    create: 'outcomeUnknown',
    download: 'server',
    behavior: answers(408, html, page),
  },
  '409 JSON': refused(409, 'invalidRequest', 'JSON'),
  '413 HTML': refused(413, 'tooLarge', 'HTML'),
  '418 HTML': refused(418, 'server', 'HTML'),
  '421 JSON': { ...refused(421, 'invalidRequest', 'JSON'), isRepeated: true },
  '421 HTML': { ...refused(421, 'server', 'HTML'), isRepeated: true },
  '421 without a body': {
    ...status('server'),
    behavior: replies('HTTP/1.1 421 X\r\ncontent-length: 0\r\n\r\n'),
    isRepeated: true,
  },
  '429 of the credits': {
    ...status('quota'),
    behavior: answers(429, json, error('Quota reached, Please buy credits and try again later.')),
  },
  '429 HTML': refused(429, 'throttled', 'HTML'),
  '429 after 1 second': retryAfter('1'),
  '429 after 0 seconds': retryAfter('0'),
  '429 after -5 seconds': retryAfter('-5'),
  '429 after an hour': retryAfter('3600'),
  '429 after 1e99 seconds': retryAfter('1e99'),
  '429 after a date of the past': retryAfter('Wed, 21 Oct 2015 07:28:00 GMT'),
  '429 after a far date': retryAfter('Fri, 31 Dec 9999 23:59:59 GMT'),
  '429 after words': retryAfter('soon'),
  '429 with an empty Retry-After': retryAfter(''),
  '500 JSON': { ...unavailable, behavior: answers(500, json, fail) },
  '500 HTML': { ...unavailable, behavior: answers(500, html, page) },
  '501 HTML': refused(501, 'server', 'HTML'),
  '502 HTML': { ...unavailable, behavior: answers(502, html, page) },
  '503 JSON with Retry-After': {
    ...status('server'),
    behavior: answers(503, { ...json, 'retry-after': '1' }, fail),
  },
  '503 HTML': refused(503, 'server', 'HTML'),
  '504 HTML': { ...unavailable, behavior: answers(504, html, page) },
  '599 HTML': { ...unavailable, behavior: answers(599, html, page) },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof table;

export const faults: readonly (readonly [FaultName, Fault])[] = Object.entries(table) as [FaultName, Fault][];
