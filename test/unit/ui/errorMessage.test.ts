import * as assert from 'node:assert';
import { errorFromResponse } from '../../../src/api/errors';
import { errorText } from '../../../src/ui/errorMessage';

const hint = 'API tokens need a paid self-hosted plan.';

describe('the message of an error', () => {
  /** Responses to a token: the free self-hosted edition has no API, and no token for another one. */
  const responses = [
    { what: 'a bare 404', status: 404 },
    { what: 'a bare 405', status: 405 },
    { what: 'a token that it does not know', status: 405, json: { error: 'Invalid API Token!' } },
    { what: 'its web app', status: 200 },
  ];
  for (const { what, ...response } of responses) {
    const error = errorFromResponse({ write: false, lateRoute: false, ...response });

    it(`mentions that tokens need a plan when a self-hosted server responds with ${what}`, () => {
      for (const host of ['sign.example.com', 'sign.example.com:8443', 'opensignlabs.com.example.net']) {
        const { message } = errorText(error.with({ host, environment: 'live' }));
        assert.ok(message.endsWith(` ${hint}`), message);
      }
    });

    it(`doesn't mention it when OpenSign's own server responds with ${what}`, () => {
      for (const host of ['app.opensignlabs.com', 'sandbox.opensignlabs.com']) {
        const { message } = errorText(error.with({ host, environment: 'live' }));
        assert.ok(!message.includes(hint), message);
      }
    });
  }
});
