import * as assert from 'node:assert';
import { isOpenSignHost, listApiUrls, parseBaseUrl } from '../../../src/api/baseUrl';

describe('base URL', () => {
  const accepted: Record<string, string> = {
    'https://app.opensignlabs.com/api/v1.2': 'https://app.opensignlabs.com/api/v1.2',
    'https://app.opensignlabs.com/api/v1.2/': 'https://app.opensignlabs.com/api/v1.2',
    ' https://app.opensignlabs.com ': 'https://app.opensignlabs.com/api/v1.2',
    'app.opensignlabs.com': 'https://app.opensignlabs.com/api/v1.2',
    'sign.example.com:8443': 'https://sign.example.com:8443/api/v1.2',
    'https://sign.example.com/api': 'https://sign.example.com/api/v1.2',
    'https://sign.example.com/api/v1': 'https://sign.example.com/api/v1',
    'https://sign.example.com/api/v1.1//': 'https://sign.example.com/api/v1.1',
    'https://sign.example.com/sub/': 'https://sign.example.com/sub/api/v1.2',
    'https://sign.example.com/api/v1.2?x=1#y': 'https://sign.example.com/api/v1.2',
    'http://localhost:8080': 'http://localhost:8080/api/v1.2',
    'http://127.0.0.1:5000/v1': 'http://127.0.0.1:5000/v1',
    'http://[::1]:5000': 'http://[::1]:5000/api/v1.2',
  };
  for (const [input, url] of Object.entries(accepted)) {
    it(`reads "${input}"`, () => {
      const parsed = parseBaseUrl(input);
      assert.ok(parsed.ok);
      assert.strictEqual(parsed.url, url);
    });
  }

  const refused: Record<string, string> = {
    '': 'empty',
    '   ': 'empty',
    'http://app.opensignlabs.com': 'notHttps',
    'http://localhost.evil.example': 'notHttps',
    'http://127.0.0.1.evil.example': 'notHttps',
    'ftp://app.opensignlabs.com': 'malformed',
    'https://': 'malformed',
    'not a url': 'malformed',
    'https://user:secret@app.opensignlabs.com': 'credentials',
  };
  for (const [input, reason] of Object.entries(refused)) {
    it(`rejects "${input}" as ${reason}`, () => {
      const parsed = parseBaseUrl(input);
      assert.deepStrictEqual(parsed.ok ? 'accepted' : parsed.reason, reason);
    });
  }

  it('lists one URL for each version when the input has none', () => {
    for (const input of [
      'sign.example.com',
      'https://sign.example.com/api/',
      'https://sign.example.com?x=1',
    ]) {
      assert.deepStrictEqual(listApiUrls(input), [
        'https://sign.example.com/api/v1.2',
        'https://sign.example.com/api/v1.1',
        'https://sign.example.com/api/v1',
      ]);
    }
    assert.deepStrictEqual(listApiUrls('https://v1'), [
      'https://v1/api/v1.2',
      'https://v1/api/v1.1',
      'https://v1/api/v1',
    ]);
    assert.deepStrictEqual(listApiUrls('https://sign.example.com/v1'), ['https://sign.example.com/v1']);
    assert.deepStrictEqual(listApiUrls('http://sign.example.com'), []);
  });

  it('doesn’t repeat the password of a rejected URL', () => {
    assert.ok(!JSON.stringify(parseBaseUrl('https://user:secret@app.opensignlabs.com')).includes('secret'));
  });

  it('recognizes OpenSign’s own hosts, but not look-alikes', () => {
    assert.ok(isOpenSignHost('app.opensignlabs.com'));
    assert.ok(isOpenSignHost('eu-app.opensignlabs.com'));
    assert.ok(!isOpenSignHost('app.opensignlabs.com.evil.example'));
    assert.ok(!isOpenSignHost('evilopensignlabs.com'));
  });
});
