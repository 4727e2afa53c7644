import * as assert from 'node:assert';
import { guessEnvironment, normalizeToken, tokenProblem } from '../../../src/environment/token';

describe('token', () => {
  it('is trimmed', () => {
    assert.strictEqual(normalizeToken(' \ttest.abc\r\n'), 'test.abc');
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
    it(`${JSON.stringify(text)} is rejected as ${problem}`, () => {
      assert.strictEqual(tokenProblem(text), problem);
    });
  }
  it('suggests its environment by a complete prefix only', () => {
    assert.strictEqual(guessEnvironment('test.0123456789abcdefghijk'), 'sandbox');
    assert.strictEqual(guessEnvironment('opensign.0123456789abcdefghijk'), 'live');
    assert.strictEqual(guessEnvironment('testing'), undefined);
    assert.strictEqual(guessEnvironment('0123456789'), undefined);
  });
});
