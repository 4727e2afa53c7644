import * as assert from 'node:assert';
import { isThisMachine, webhookUrlProblem } from '../../../src/account/webhookUrl';

describe('URL of a webhook', () => {
  for (const [text, problem] of [
    ['https://example.com', undefined],
    [' https://example.com/hook?key=a%20b ', undefined],
    ['https://user:password@example.com:8443/hook', undefined],
    ['HTTPS://EXAMPLE.COM/', undefined],
    ['', 'empty'],
    [' \t', 'empty'],
    ['http://example.com', 'notHttps'],
    ['ftp://example.com', 'notHttps'],
    ['example.com/hook', 'malformed'],
    ['https:example.com', 'malformed'],
    ['https:///hook', 'malformed'],
    ['https://', 'malformed'],
    ['https://example.com/a b', 'malformed'],
    ['https://exa<mple.com', 'malformed'],
    ['javascript:alert(1)', 'malformed'],
  ] as const) {
    it(`${text === '' ? '(nothing)' : text} is ${problem ?? 'good'}`, () => {
      assert.strictEqual(webhookUrlProblem(text), problem);
    });
  }

  it('of this machine is recognised', () => {
    assert.ok(isThisMachine('https://localhost:3000/hook'));
    assert.ok(isThisMachine(' https://127.0.0.1'));
    assert.ok(!isThisMachine('https://localhost.example.com'));
    assert.ok(!isThisMachine('localhost'));
  });
});
