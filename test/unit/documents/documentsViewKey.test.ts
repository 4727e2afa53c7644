import * as assert from 'node:assert';
import { OpenSignError, type ErrorKind } from '../../../src/api/errors';
import { toDocumentsKey } from '../../../src/documents/documentApi';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import type { EnvironmentStatus, TokenState } from '../../../src/environment/environments';
import { nothingYet, type ListState } from '../../../src/objects/pagedList';

const status = (token: TokenState, url = 'https://sandbox.opensignlabs.com'): EnvironmentStatus => ({
  environment: 'sandbox',
  baseUrl: parseBaseUrl(url),
  token,
  tokenSavedAt: 1,
});
const valid: TokenState = { state: 'valid', account: {} };
const rejected: TokenState = { state: 'rejected' };
const failed = (kind: ErrorKind): ListState => ({
  ...nothingYet,
  kind: 'failed',
  error: new OpenSignError(kind),
});
const loading: ListState = { ...nothingYet, kind: 'loading', busy: 'refresh' };
const ready: ListState = { ...nothingYet, kind: 'ready' };

describe('key of the documents view', () => {
  it('shows why no request can be made', () => {
    assert.strictEqual(toDocumentsKey(status(valid, 'http://example.com'), [ready]), 'badUrl');
    assert.strictEqual(toDocumentsKey(status({ state: 'none' }), [nothingYet]), 'noToken');
    assert.strictEqual(
      toDocumentsKey(status({ state: 'otherOrigin', host: 'x' }), [nothingYet]),
      'otherOrigin',
    );
    assert.strictEqual(toDocumentsKey(status(rejected), [nothingYet]), 'rejected');
  });

  it('shows the groups before they are read', () => {
    assert.strictEqual(toDocumentsKey(status({ state: 'unknown' }), [nothingYet]), 'loading');
    assert.strictEqual(toDocumentsKey(status(valid), [nothingYet]), 'ready');
    assert.strictEqual(toDocumentsKey(status({ state: 'unverified' }), [loading, nothingYet]), 'ready');
  });

  it('leaves the error of one group to that group', () => {
    for (const kind of [
      'offline',
      'server',
      'timeout',
      'throttled',
      'notOpenSign',
      'subscription',
    ] as const) {
      assert.strictEqual(toDocumentsKey(status(valid), [failed(kind), nothingYet]), 'ready', kind);
    }
  });

  it('shows an error that every group would have in place of the groups', () => {
    assert.strictEqual(toDocumentsKey(status(valid), [ready, failed('unauthorized')]), 'rejected');
    assert.strictEqual(toDocumentsKey(status(valid), [failed('noToken')]), 'noToken');
    assert.strictEqual(toDocumentsKey(status(valid), [failed('otherOrigin')]), 'otherOrigin');
    assert.strictEqual(toDocumentsKey(status(valid), [failed('badBaseUrl')]), 'badUrl');
    const again: ListState = { ...failed('unauthorized'), kind: 'loading', busy: 'refresh' };
    assert.strictEqual(toDocumentsKey(status(rejected), [again, nothingYet]), 'loading');
  });

  it('keeps showing what was read when the token is rejected', () => {
    assert.strictEqual(toDocumentsKey(status(rejected), [ready, nothingYet]), 'ready');
    assert.strictEqual(toDocumentsKey(status(rejected), [loading, nothingYet]), 'loading');
  });
});
