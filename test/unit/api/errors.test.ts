import * as assert from 'node:assert';
import { errorFromCause, errorFromResponse, type ErrorKind } from '../../../src/api/errors';

interface Row {
  readonly what: string;
  readonly status: number;
  /** A JSON body; absent: HTML. */
  readonly json?: unknown;
  readonly write?: boolean;
  readonly lateRoute?: boolean;
  readonly kind: ErrorKind;
}

const vague = { error: 'Something went wrong, please try again later!' };
const rows: readonly Row[] = [
  { what: 'rejected token', status: 405, json: { error: 'Invalid API Token!' }, kind: 'unauthorized' },
  {
    what: 'rejected token, another wording',
    status: 405,
    json: { error: 'Invalid API token!' },
    kind: 'unauthorized',
  },
  { what: 'missing token', status: 400, json: { error: 'Please Provide API Token' }, kind: 'unauthorized' },
  {
    what: '401 that mentions the token',
    status: 401,
    json: { error: 'API token expired' },
    kind: 'unauthorized',
  },
  {
    what: 'duplicate contact',
    status: 401,
    json: { error: 'Contact already exists!', objectId: 'abc' },
    kind: 'conflict',
  },
  {
    what: 'duplicate webhook',
    status: 401,
    json: { error: 'Webhook url already exists!' },
    kind: 'conflict',
  },
  { what: 'vague refusal', status: 400, json: vague, write: true, kind: 'invalidRequest' },
  { what: 'malformed JSON, HTML', status: 400, write: true, kind: 'invalidRequest' },
  {
    what: 'size, JSON',
    status: 400,
    json: { error: 'File too large. Max allowed file size is 10 MB' },
    write: true,
    kind: 'tooLarge',
  },
  { what: 'size, HTML', status: 413, write: true, kind: 'tooLarge' },
  {
    what: 'no credits',
    status: 429,
    json: { error: 'Quota reached, Please buy credits and try again later.' },
    kind: 'quota',
  },
  { what: 'throttled', status: 429, json: { error: 'Too many requests' }, kind: 'throttled' },
  { what: 'throttled, HTML', status: 429, kind: 'throttled' },
  {
    what: 'no plan',
    status: 400,
    json: { error: 'Please purchase or renew your subscription.' },
    kind: 'subscription',
  },
  { what: 'payment', status: 402, json: {}, kind: 'quota' },
  { what: 'gone', status: 404, json: { error: 'Template not found!' }, kind: 'notFound' },
  { what: 'gone, archived', status: 404, json: { message: 'Template not found!' }, kind: 'notFound' },
  { what: 'no API here', status: 404, kind: 'notOpenSign' },
  { what: 'no such route on an old server', status: 404, write: true, lateRoute: true, kind: 'unsupported' },
  {
    what: 'replacing a PDF on an old server',
    status: 400,
    json: { error: 'Please provide valid field names!' },
    write: true,
    kind: 'unsupported',
  },
  { what: 'sign-in page of another server, HTML', status: 401, write: true, kind: 'notOpenSign' },
  { what: 'redirect', status: 302, kind: 'redirected' },
  { what: 'proxy requires a sign-in', status: 407, kind: 'proxy' },
  { what: 'gateway, read', status: 502, kind: 'server' },
  { what: 'gateway, write', status: 502, write: true, kind: 'outcomeUnknown' },
  { what: 'gateway timeout, write', status: 504, write: true, kind: 'outcomeUnknown' },
  { what: 'unavailable, write', status: 503, write: true, kind: 'server' },
  { what: 'success without JSON, read', status: 200, kind: 'notOpenSign' },
  { what: 'success without JSON, write', status: 200, write: true, kind: 'outcomeUnknown' },
];

describe('errors from responses', () => {
  for (const row of rows) {
    it(`${String(row.status)} ${row.what} is ${row.kind}`, () => {
      const error = errorFromResponse({ write: false, lateRoute: false, ...row });
      assert.strictEqual(error.kind, row.kind);
    });
  }

  it('keeps the ID of the existing object', () => {
    const error = errorFromResponse({
      status: 401,
      json: { error: 'x', objectId: 'abc' },
      write: true,
      lateRoute: false,
    });
    assert.strictEqual(error.details.objectId, 'abc');
  });

  it('converts an error that isn’t a string to text', () => {
    const error = errorFromResponse({
      status: 400,
      json: { error: { code: 7 } },
      write: false,
      lateRoute: false,
    });
    assert.strictEqual(error.details.serverMessage, '{"code":7}');
  });

  it('keeps its kind when the body is nested too deeply to be serialized', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    for (const [status, kind] of [
      [400, 'invalidRequest'],
      [404, 'notFound'],
      [405, 'unauthorized'],
    ] as const) {
      const error = errorFromResponse({ status, json: { error: deep }, write: true, lateRoute: false });
      assert.strictEqual(error.kind, kind);
    }
  });

  it('truncates the server’s message to one line of 300 characters', () => {
    const error = errorFromResponse({
      status: 400,
      json: { error: 'a\nb'.repeat(400) },
      write: false,
      lateRoute: false,
    });
    assert.strictEqual(error.details.serverMessage?.length, 300);
    assert.ok(!error.details.serverMessage.includes('\n'));
  });
});

describe('errors from causes', () => {
  const failed = (cause: unknown) => Object.assign(new TypeError('fetch failed'), { cause });
  const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code }, more);
  const causes: readonly (readonly [string, unknown, ErrorKind, ErrorKind])[] = [
    ['no such host', failed(coded('ENOTFOUND', { syscall: 'getaddrinfo' })), 'offline', 'offline'],
    ['refused', failed(coded('ECONNREFUSED', { syscall: 'connect' })), 'offline', 'offline'],
    [
      'refused on every address',
      failed(new AggregateError([coded('ECONNREFUSED', { syscall: 'connect' })])),
      'offline',
      'offline',
    ],
    ['connect timeout', failed(coded('UND_ERR_CONNECT_TIMEOUT')), 'offline', 'offline'],
    ['closed connection', failed(coded('UND_ERR_SOCKET')), 'offline', 'outcomeUnknown'],
    ['reset', failed(coded('ECONNRESET')), 'offline', 'outcomeUnknown'],
    ...['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'].flatMap((code) => [
      [`${code} at connect`, failed(coded(code, { syscall: 'connect' })), 'offline', 'offline'] as const,
      [`${code} without a system call`, failed(coded(code)), 'offline', 'offline'] as const,
      [`${code} at read`, failed(coded(code, { syscall: 'read' })), 'offline', 'outcomeUnknown'] as const,
      [`${code} at write`, failed(coded(code, { syscall: 'write' })), 'offline', 'outcomeUnknown'] as const,
    ]),
    ['no headers in time', failed(coded('UND_ERR_HEADERS_TIMEOUT')), 'timeout', 'outcomeUnknown'],
    ['self-signed', failed(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), 'certificate', 'certificate'],
    ['unknown authority', failed(coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')), 'certificate', 'certificate'],
    ['wrong host in it', failed(coded('ERR_TLS_CERT_ALTNAME_INVALID')), 'certificate', 'certificate'],
    ['expired', failed(coded('CERT_HAS_EXPIRED')), 'certificate', 'certificate'],
    [
      'proxy',
      failed(
        Object.assign(new Error('Proxy response (407) !== 200 when HTTP Tunneling'), {
          code: 'UND_ERR_ABORTED',
        }),
      ),
      'proxy',
      'proxy',
    ],
    ['Electron, no name', new Error('net::ERR_NAME_NOT_RESOLVED'), 'offline', 'offline'],
    ['Electron, certificate', new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate', 'certificate'],
    ['something', new TypeError('terminated'), 'offline', 'outcomeUnknown'],
  ];
  for (const [what, cause, read, write] of causes) {
    it(`${what}: ${read} for a read, ${write} for a write`, () => {
      assert.strictEqual(errorFromCause(cause, false).kind, read);
      assert.strictEqual(errorFromCause(cause, true).kind, write);
    });
  }
});
