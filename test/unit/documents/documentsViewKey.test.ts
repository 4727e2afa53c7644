import * as assert from 'node:assert';
import { OpenSignError, type ErrorKind } from '../../../src/api/errors';
import { documentsKeyOf } from '../../../src/documents/documentsViewKey';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import type { EnvironmentStatus, TokenState } from '../../../src/environment/environments';
import { nothingYet, type ListState } from '../../../src/objects/listState';

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

describe('what the documents view shows', () => {
  it('tells why no request can be made', () => {
    assert.strictEqual(documentsKeyOf(status(valid, 'http://example.com'), [ready]), 'badUrl');
    assert.strictEqual(documentsKeyOf(status({ state: 'none' }), [nothingYet]), 'noToken');
    assert.strictEqual(
      documentsKeyOf(status({ state: 'otherOrigin', host: 'x' }), [nothingYet]),
      'otherOrigin',
    );
    assert.strictEqual(documentsKeyOf(status(rejected), [nothingYet]), 'rejected');
  });

  it('shows its groups before anything of them is known', () => {
    assert.strictEqual(documentsKeyOf(status({ state: 'unknown' }), [nothingYet]), 'loading');
    assert.strictEqual(documentsKeyOf(status(valid), [nothingYet]), 'ready');
    assert.strictEqual(documentsKeyOf(status({ state: 'unverified' }), [loading, nothingYet]), 'ready');
  });

  it('leaves the trouble of one group to that group', () => {
    for (const kind of [
      'offline',
      'server',
      'timeout',
      'throttled',
      'notOpenSign',
      'subscription',
    ] as const) {
      assert.strictEqual(documentsKeyOf(status(valid), [failed(kind), nothingYet]), 'ready', kind);
    }
  });

  it('is empty for what every group would meet with, and tries again in place of the groups', () => {
    assert.strictEqual(documentsKeyOf(status(valid), [ready, failed('unauthorized')]), 'rejected');
    assert.strictEqual(documentsKeyOf(status(valid), [failed('noToken')]), 'noToken');
    assert.strictEqual(documentsKeyOf(status(valid), [failed('otherOrigin')]), 'otherOrigin');
    assert.strictEqual(documentsKeyOf(status(valid), [failed('badBaseUrl')]), 'badUrl');
    const again: ListState = { ...failed('unauthorized'), kind: 'loading', busy: 'refresh' };
    assert.strictEqual(documentsKeyOf(status(rejected), [again, nothingYet]), 'loading');
  });

  it('keeps showing what was read whatever became of the token', () => {
    assert.strictEqual(documentsKeyOf(status(rejected), [ready, nothingYet]), 'ready');
    assert.strictEqual(documentsKeyOf(status(rejected), [loading, nothingYet]), 'loading');
  });
});
