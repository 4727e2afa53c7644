import * as assert from 'node:assert';
import { OpenSignError, type ErrorKind } from '../../../src/api/errors';
import type { EnvironmentStatus, TokenState } from '../../../src/environment/environments';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import { nothingYet, type ListState } from '../../../src/objects/pagedList';
import { mayLoad, toViewKey } from '../../../src/objects/viewKey';

const status = (token: TokenState, url = 'https://sandbox.opensignlabs.com'): EnvironmentStatus => ({
  environment: 'sandbox',
  baseUrl: parseBaseUrl(url),
  token,
  tokenSavedAt: 1,
});
const valid: TokenState = { state: 'valid', account: {} };
const failed = (kind: ErrorKind): ListState => ({
  ...nothingYet,
  kind: 'failed',
  error: new OpenSignError(kind),
});

describe('key of the templates view', () => {
  it('shows why no request can be made', () => {
    assert.strictEqual(toViewKey(status(valid, 'http://example.com'), nothingYet), 'badUrl');
    assert.strictEqual(toViewKey(status({ state: 'none' }), nothingYet), 'noToken');
    assert.strictEqual(toViewKey(status({ state: 'otherOrigin', host: 'x' }), nothingYet), 'otherOrigin');
    assert.strictEqual(toViewKey(status({ state: 'rejected' }), nothingYet), 'rejected');
  });

  it('is loading until a result is known', () => {
    assert.strictEqual(toViewKey(status({ state: 'unknown' }), nothingYet), 'loading');
    assert.strictEqual(toViewKey(status(valid), nothingYet), 'loading');
    const trying: ListState = { ...nothingYet, kind: 'loading' };
    assert.strictEqual(toViewKey(status({ state: 'rejected' }), trying), 'loading');
  });

  it('keeps showing items when the token is rejected', () => {
    const ready: ListState = { ...nothingYet, kind: 'ready', error: new OpenSignError('unauthorized') };
    assert.strictEqual(toViewKey(status({ state: 'rejected' }), ready), 'ready');
    assert.strictEqual(toViewKey(status(valid), { ...nothingYet, kind: 'empty' }), 'empty');
  });

  it('has a key for every error', () => {
    const cases: Partial<Record<ErrorKind, string>> = {
      unauthorized: 'rejected',
      offline: 'offline',
      timeout: 'timeout',
      proxy: 'proxy',
      certificate: 'certificate',
      notOpenSign: 'notOpenSign',
      redirected: 'redirected',
      subscription: 'subscription',
      throttled: 'throttled',
      server: 'server',
      badBaseUrl: 'badUrl',
      invalidRequest: 'error',
      quota: 'error',
    };
    for (const [kind, key] of Object.entries(cases)) {
      assert.strictEqual(toViewKey(status(valid), failed(kind as ErrorKind)), key);
    }
    assert.strictEqual(
      toViewKey(status(valid), { ...nothingYet, kind: 'failed', error: new Error('x') }),
      'error',
    );
  });

  it('reads automatically only with a token that may work', () => {
    assert.strictEqual(mayLoad(status(valid)), 'automatic');
    assert.strictEqual(mayLoad(status({ state: 'unverified' })), 'automatic');
    assert.strictEqual(mayLoad(status({ state: 'rejected' })), 'asked');
    assert.strictEqual(mayLoad(status({ state: 'none' })), 'no');
    assert.strictEqual(mayLoad(status({ state: 'otherOrigin', host: 'x' })), 'no');
    assert.strictEqual(mayLoad(status(valid, 'http://example.com')), 'no');
  });
});
