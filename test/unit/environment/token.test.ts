import * as assert from 'node:assert';
import { looksLike, normaliseToken, tokenProblem } from '../../../src/environment/token';

describe('token', () => {
  it('is trimmed', () => {
    assert.strictEqual(normaliseToken(' \ttest.abc\r\n'), 'test.abc');
    assert.strictEqual(tokenProblem(' test.abc\n'), undefined);
  });
  for (const [text, problem] of [
    ['', 'blank'],
    [' \n ', 'blank'],
    ['test.abc def', 'whiteSpace'],
    ['test.abc\ndef', 'whiteSpace'],
    ['test.abc\u00a0def', 'whiteSpace'],
    ['test.äbc', 'whiteSpace'],
  ] as const) {
    it(`${JSON.stringify(text)} is refused as ${problem}`, () => {
      assert.strictEqual(tokenProblem(text), problem);
    });
  }
  it('tells its environment by its prefix, and only by a whole one', () => {
    assert.strictEqual(looksLike('test.0123456789abcdefghijk'), 'sandbox');
    assert.strictEqual(looksLike('opensign.0123456789abcdefghijk'), 'live');
    assert.strictEqual(looksLike('testing'), undefined);
    assert.strictEqual(looksLike('0123456789'), undefined);
  });
});
